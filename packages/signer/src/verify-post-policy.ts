import { checkSigner, checkWindow, isEqual, type SecretLookup } from './check-signer.js'
import { checkedSigningKey } from './checked-signing-key.js'
import { policySignature } from './post-policy.js'
import { answerOf, type Refusal, RefusalError } from './refusal.js'

/** Options of {@link verifyPostPolicy}. */
export interface VerifyPostPolicyOptions {
  /** The bucket the form was sent to; a condition on `bucket` is checked against it. */
  readonly bucket?: string | undefined
  /** Time of the check, Unix seconds. Default: now. */
  readonly at?: number | undefined
}

/** A form whose signature is right and whose fields keep the policy. */
export interface VerifiedPostPolicy {
  readonly ok: true
  readonly secretId: string
  /** Least and greatest size of the file, bytes; whoever reads the file checks it. */
  readonly contentLengthRange?: readonly [minimumBytes: number, maximumBytes: number] | undefined
}

/**
 * Verifies the fields of a form upload, `file` left out: signature, window, and every condition of the policy. A form without
 * a signature is refused with `anonymous: true`.
 */
export function verifyPostPolicy(
  fields: Readonly<Record<string, string>>,
  lookup: SecretLookup,
  options: VerifyPostPolicyOptions = {},
): VerifiedPostPolicy | Refusal {
  return answerOf(() => check(lowerCased(fields), lookup, options))
}

type Fields = ReadonlyMap<string, string>

function check(fields: Fields, lookup: SecretLookup, options: VerifyPostPolicyOptions): VerifiedPostPolicy {
  const { at = Math.floor(Date.now() / 1000), bucket } = options
  if (!fields.has('policy') && !fields.has('q-signature') && !fields.has('q-ak')) {
    throw new RefusalError('AccessDenied', 'Access Denied.', { anonymous: true })
  }
  const secretId = required(fields, 'q-ak')
  const keyTime = required(fields, 'q-key-time')
  if (required(fields, 'q-sign-algorithm') !== 'sha1') throw new RefusalError('AccessDenied', 'The signature algorithm must be sha1.')
  const credentials = checkSigner(secretId, lookup, fields.get('x-cos-security-token'), at)
  const key = checkedSigningKey(credentials, checkWindow(keyTime, at).join(';'))
  const text = decodePolicy(required(fields, 'policy'))
  if (!isEqual(required(fields, 'q-signature'), policySignature(key, text))) {
    throw new RefusalError('SignatureDoesNotMatch', 'The signature does not match the policy.')
  }
  const { expiration, conditions } = parsePolicy(text)
  if (at * 1000 > expiration) throw new RefusalError('AccessDenied', 'Request has expired')
  const known = new Map([...fields, ['q-sign-time', keyTime] as const, ...(bucket === undefined ? [] : [['bucket', bucket] as const])])
  for (const condition of conditions) checkCondition(condition, known)
  return { ok: true, secretId, contentLengthRange: sizesOf(conditions) }
}

interface Condition {
  readonly kind: 'eq' | 'starts-with' | 'size'
  readonly field: string
  readonly value: string
  readonly sizes: readonly [number, number]
}

function parsePolicy(text: string): { readonly expiration: number; readonly conditions: readonly Condition[] } {
  const policy = parseJson(text) as { expiration?: unknown; conditions?: unknown } | null
  const expiration = Date.parse(String(policy?.expiration))
  if (Number.isNaN(expiration)) throw invalid('its expiration is not a time.')
  if (!Array.isArray(policy?.conditions)) throw invalid('it has no list of conditions.')
  const conditions = policy.conditions.map(readCondition)
  for (const name of ['q-sign-algorithm', 'q-ak', 'q-sign-time']) {
    if (!conditions.some(({ kind, field }) => kind === 'eq' && field === name)) throw invalid(`the condition on ${name} is missing.`)
  }
  return { expiration, conditions }
}

function readCondition(condition: unknown): Condition {
  const parts = Array.isArray(condition) ? condition : Object.entries(condition ?? {}).flatMap(([name, value]) => ['eq', `$${name}`, value])
  const [kind, field, value] = parts as unknown[]
  if (parts.length === 3 && kind === 'content-length-range' && isSize(field) && isSize(value)) {
    return { kind: 'size', field: '', value: '', sizes: [Number(field), Number(value)] }
  }
  if (parts.length !== 3 || (kind !== 'eq' && kind !== 'starts-with') || typeof field !== 'string' || typeof value !== 'string') {
    throw invalid('a condition cannot be read.')
  }
  return { kind, field: field.replace(/^\$/, '').toLowerCase(), value, sizes: [0, 0] }
}

function checkCondition({ kind, field, value }: Condition, fields: Fields): void {
  // Without a bucket to compare with, that condition is the caller's.
  if (kind === 'size' || (field === 'bucket' && !fields.has('bucket'))) return
  const given = fields.get(field)
  const isKept = given !== undefined && (kind === 'eq' ? given === value : given.startsWith(value))
  if (!isKept) throw new RefusalError('AccessDenied', `The form does not keep the condition of its policy on ${field}.`)
}

/** Several ranges must all hold. */
function sizesOf(conditions: readonly Condition[]): readonly [number, number] | undefined {
  const ranges = conditions.filter(({ kind }) => kind === 'size').map(({ sizes }) => sizes)
  if (!ranges.length) return undefined
  return [Math.max(...ranges.map(([minimum]) => minimum)), Math.min(...ranges.map(([, maximum]) => maximum))]
}

function isSize(value: unknown): boolean {
  return (typeof value === 'number' || typeof value === 'string') && /^\d+$/.test(String(value))
}

function lowerCased(fields: Readonly<Record<string, string>>): Fields {
  return new Map(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]))
}

function required(fields: Fields, name: string): string {
  const value = fields.get(name)
  if (value === undefined) throw new RefusalError('AccessDenied', `The form lacks the field ${name}.`)
  return value
}

function decodePolicy(text: string): string {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw invalid('it is not base64 of UTF-8 text.')
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid('it is not JSON.')
  }
}

function invalid(reason: string): RefusalError {
  return new RefusalError('InvalidPolicyDocument', `The policy cannot be used: ${reason}`)
}
