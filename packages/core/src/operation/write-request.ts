import { XmlError } from '@cos/xml'
import { InputError, refuse } from '../errors/input-error.js'
import { isBlob } from '../transport/chunks-of.js'
import type { HttpRequest } from '../transport/transport.js'
import { checkBucket, checkKey } from './address.js'
import type { Draft, XmlBody } from './bindings.js'
import type { AnyOperation } from './define-operation.js'
import { isDocument, layoutOf } from './layout.js'

/** Where a request goes: what an endpoint makes of a bucket and a region. */
export interface Target {
  readonly protocol: 'http:' | 'https:'
  readonly host: string
  readonly connectTo?: string | undefined
  /** Stands before the key, without a slash at its end: `/photos-1250000000` in path style. Default none. */
  readonly basePath?: string | undefined
}

/** Finds the target of a bucket, or of the service when there is no bucket. */
export type TargetOf = (bucket: string | undefined) => Target

/** Writes the HTTP request of an operation. Bad input is refused by an {@link InputError} that names the member. */
export function writeRequest(operation: AnyOperation, input: unknown, targetOf: TargetOf, region?: string): HttpRequest {
  if (typeof input !== 'object' || !input) refuse('input', 'must be an object')
  const values = input as Readonly<Record<string, unknown>>
  const { method, hasBucket, hasKey, keyMember, words } = layoutOf(operation).route
  const bucket = hasBucket ? checkBucket(values['bucket']) : undefined
  const key = hasKey ? checkKey(values[keyMember], keyMember) : ''
  operation.check?.(values as never)
  const target = targetOf(bucket)
  const { protocol, host, connectTo, basePath = '' } = operation.service?.targetOf(target, bucket!, region) ?? target
  const draft: Draft = { query: { ...words }, headers: {}, body: undefined, region }
  fill(draft, operation, values)
  const { query, headers, body } = draft
  const sizeBytes = body instanceof Uint8Array ? body.byteLength : isBlob(body) ? body.size : body || !/^P/.test(method) ? undefined : 0
  // A length given by the caller stands for bodies whose length cannot be seen.
  if (sizeBytes !== undefined) headers['content-length'] = String(sizeBytes)
  return { operation, attempt: 1, method, protocol, host, connectTo, path: `${basePath}/${key}`, query, headers, body }
}

function fill(draft: Draft, operation: AnyOperation, values: Readonly<Record<string, unknown>>): void {
  let current = 'input'
  try {
    for (const place of layoutOf(operation).input) {
      const { member, at, isOptional } = place
      const value = values[member] ?? place.default
      current = member
      if (value !== undefined) place.send?.(draft, place, value)
      // `{ body: undefined }` is a bug of the caller, not an empty object.
      else if (!isOptional || (at === 'body' && member in values)) refuse(member, 'is required')
    }
    const shape = operation.input
    if (isDocument(shape)) (shape as XmlBody).write(draft, shape as XmlBody, values, operation)
  } catch (error) {
    if (error instanceof XmlError) throw new InputError(error.problem, { member: error.path || 'input', cause: error })
    // What percent-encoding throws.
    if (error instanceof URIError) refuse(current, 'holds half a surrogate pair')
    throw error
  }
}
