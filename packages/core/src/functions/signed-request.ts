import type { CosClient, SendOptions } from '../client/cos-client.js'
import { type Binding, body, header, payload, query } from '../operation/bindings.js'
import type { Command } from '../operation/command.js'
import { defineOperation } from '../operation/define-operation.js'
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
 * Sends any request to COS, signed, repeated and watched over as commands are: for APIs this SDK lacks. An answer that is an
 * error is thrown as a `ServiceError`. Where an API is used often, an operation of your own is shorter; see the guide on extending.
 */
export async function signedRequest(client: CosClient, input: SignedRequestInput, options?: SendOptions): Promise<SignedRequestOutput> {
  const { method, bucket, key, name = 'SignedRequest', isIdempotent } = input
  const members: Record<string, Binding> = {}
  const values: Record<string, unknown> = { bucket, key }
  for (const [parameter, value] of Object.entries(input.query ?? {})) {
    members[`query.${parameter}`] = query(parameter)
    values[`query.${parameter}`] = value
  }
  for (const [field, value] of Object.entries(input.headers ?? {})) {
    members[`headers.${field}`] = header(field.toLowerCase())
    values[`headers.${field}`] = value
  }
  if (input.body !== undefined) {
    members['body'] = body
    values['body'] = input.body
  }
  const place = key !== undefined ? '{bucket}/{key}' : bucket !== undefined ? '{bucket}' : ''
  const operation = defineOperation({ name, route: `${method} /${place}`, input: members, output, isIdempotent })
  return client.send({ operation, input: values } as Command<unknown, SignedRequestOutput>, options)
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
