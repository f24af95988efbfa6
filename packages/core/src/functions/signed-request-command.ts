import { type Binding, body, header, payload, query } from '../operation/bindings.js'
import type { Command } from '../operation/command.js'
import { type AnyOperation, defineOperation } from '../operation/define-operation.js'
import type { Payload } from '../operation/payload.js'
import type { Body, HttpResponse } from '../transport/transport.js'

/** A request to an API that has no command here. */
export interface SignedRequestInput {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  /** Without one the request goes to the service. */
  readonly bucket?: string | undefined
  /** Without one the request is about the bucket. */
  readonly key?: string | undefined
  /** Decoded; a sub-resource has an empty value. Default none. */
  readonly query?: Readonly<Record<string, string>> | undefined
  /** Default none. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: Body | undefined
  /** Names it in errors and to the retry policy. Default `SignedRequest`. */
  readonly name?: string | undefined
  /** True when repeating it does no harm. Default: every method but POST. */
  readonly isIdempotent?: boolean | undefined
}

/** The answer as it came. */
export interface SignedRequestOutput {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The bytes. Read them, or call `cancel`: until then they hold a connection. */
  readonly body: Payload
}

/**
 * Any request to COS, for APIs and parameters this SDK has no command for: sent, it is signed, repeated and watched over as
 * commands are, and `client.presign` makes a URL of it. An answer that is an error is thrown as a `ServiceError`. Where an API
 * is used often, an operation of your own is shorter; see the guide on extending.
 */
export class SignedRequestCommand implements Command<SignedRequestInput, SignedRequestOutput> {
  readonly operation: AnyOperation
  readonly input: SignedRequestInput
  /** @internal carries the type; never present at run time */
  declare readonly '~output'?: SignedRequestOutput

  constructor(input: SignedRequestInput) {
    const { method, bucket, key, name = 'SignedRequest', isIdempotent } = input
    const members: Record<string, Binding> = {}
    // What the places below read; the types stay those of what was given.
    const values: Record<string, unknown> = { ...input }
    for (const [parameter, value] of Object.entries(input.query ?? {})) {
      members[`query.${parameter}`] = query(parameter)
      values[`query.${parameter}`] = value
    }
    for (const [field, value] of Object.entries(input.headers ?? {})) {
      members[`headers.${field}`] = header(field.toLowerCase())
      values[`headers.${field}`] = value
    }
    if (input.body !== undefined) members['body'] = body
    const place = key !== undefined ? '{bucket}/{key}' : bucket !== undefined ? '{bucket}' : ''
    this.operation = defineOperation({ name, route: `${method} /${place}`, input: members, output, isIdempotent })
    this.input = values as unknown as SignedRequestInput
  }
}

/* @__NO_SIDE_EFFECTS__ */
function whole(receive: (response: HttpResponse) => unknown): Binding {
  return { kind: 'bound', at: 'whole', name: '', schema: { kind: 'string' }, receive }
}

const output = {
  status: /* @__PURE__ */ whole(({ status }) => status),
  headers: /* @__PURE__ */ whole(({ headers }) => headers),
  body: payload,
}
