import {
  type AnyOperation,
  type Command,
  CosClient,
  type HttpRequest,
  type HttpResponse,
  InputError,
  isServiceError,
  Payload,
  type Transport,
} from '@cos/core'
import { operations } from '@cos/core/operations'
import { matchOperation, type ReceivedRequest, readRequest, undeclaredNames } from '@cos/core/server'
import { describe, expect, test } from 'vitest'
import { differencesOf, incompleteAnswers, type WireRequest } from './deliberate-differences.js'
import node from './vectors/wire-node.json' with { type: 'json' }
import python from './vectors/wire-python.json' with { type: 'json' }

// What the official SDKs sent is read as a server reads it, sent again by our client, and compared; the recorded answer is read by
// our client. So neither the declarations nor the client can be wrong on their own. Deliberate differences stand in a list.

interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly queryParams: readonly (readonly [string, string])[]
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly bodyBase64?: string
}
interface RecordedAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly bodyBase64?: string
}
interface Recorded {
  readonly id: string
  readonly method: string
  readonly note: string
  readonly requests: readonly RecordedRequest[]
  readonly responses: readonly RecordedAnswer[]
}

/** Sent by an official SDK, refused by our client. */
const refused: readonly string[] = [
  // Metadata beyond ASCII, whose bytes no two receivers read alike; `encodeMetadata` writes it so that all do.
  'py-wire-003',
  // A list with a name, and grants beside it, of which nothing says which counts.
  'py-wire-047',
]
/** Goes to a host of its own, with the bucket in the path: tests of the operation look at it. */
const elsewhere = 'py-wire-134'

const exchanges = [...node.cases, ...python.cases].flatMap((recorded) => {
  const { id, method, note, requests, responses } = recorded as unknown as Recorded
  return requests.map((request, at) => ({
    name: `${id}${requests.length > 1 ? `.${at + 1}` : ''} ${method}: ${note}`,
    request,
    answer: incompleteAnswers.has(id) ? { status: 500 } : responses[at],
  }))
})

describe('what our client sends and reads, compared with what an official SDK sent and was answered:', () => {
  for (const { name, request, answer } of exchanges) {
    const received = receivedOf(request)
    const operation = operationOf(received)
    // Bodies too long to print are recorded as digests, which the tests of transfers cover.
    if (request.body === undefined && request.bodyBase64 === undefined && Number(request.headers['content-length'] ?? 0) > 0) continue
    if (name.startsWith(elsewhere)) continue
    if (!operation) throw new Error(`No operation is ${name}.`)
    if (refused.some((id) => name.startsWith(id))) {
      test(`${name}: refused`, async () => {
        const input = await readRequest(operation, received)
        await expect(send(operation, input, answer)).rejects.toThrow(InputError)
      })
      continue
    }
    test(name, async () => {
      const input = await readRequest(operation, received)
      if (input['body'] !== undefined) input['body'] = bytesOf(request)
      const sent = await send(operation, input, answer)
      const differences = differencesOf(operation, wireOf(sent), { ...received, body: textOf(request) })
      expect(differences.map((difference) => JSON.stringify(difference)).join('\n')).toBe('')
    })
  }
})

/** Headers that belong to the client, not to operations. */
const carried: ReadonlySet<string> = new Set(['x-cos-sdk-retry', 'x-cos-security-token', 'x-cos-traffic-limit'])

/** The operation that declares every parameter without a value, for those name an API, and every header of COS's own. */
function operationOf(received: ReceivedRequest): AnyOperation | undefined {
  const operation = matchOperation(operations, received)
  if (!operation) return undefined
  const { query, headers } = undeclaredNames(operation, received)
  const isUnknown = query.some((name) => received.query[name] === '' && !name.includes('/')) || headers.some((name) => !carried.has(name))
  return isUnknown ? undefined : operation
}

/** Sends the input with our client, which is given the recorded answer, and reads that. */
async function send(operation: AnyOperation, input: Record<string, unknown>, answer: RecordedAnswer | undefined): Promise<HttpRequest> {
  let sent: HttpRequest | undefined
  const transport: Transport = async (request) => {
    sent = request
    return responseOf(answer ?? {})
  }
  const settings = { region: 'ap-guangzhou', credentials: 'anonymous', verifyChecksums: false, retry: () => undefined } as const
  const client = new CosClient({ ...settings, transport })
  const status = answer?.status
  try {
    const output = await client.send({ operation, input } as Command<unknown, Record<string, unknown>>)
    if (output['body'] instanceof Payload) await output['body'].bytes()
  } catch (error) {
    // Answers that were computed, and connections that were cut, are not in the recording.
    const isRefusal = status === undefined || status >= 300 || answer?.body?.includes('<Error>')
    if (!isRefusal || (status !== undefined && !isServiceError(error))) throw error
  }
  if (!sent) throw new Error('Nothing was sent.')
  return sent
}

function responseOf(answer: RecordedAnswer): HttpResponse {
  const bytes = bytesOf(answer)
  const headers = Object.fromEntries(Object.entries(answer.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  const body = {
    bytes: async () => bytes,
    cancel: async () => {},
    async *[Symbol.asyncIterator]() {
      if (bytes.byteLength > 0) yield bytes
    },
  }
  return { status: answer.status ?? 200, headers, body }
}

function receivedOf(request: RecordedRequest): ReceivedRequest {
  const { method, path, queryParams, headers } = request
  const bucket = /^([^.]+)\.cos\./.exec(headers['host'] ?? '')?.[1]
  const key = decodeURIComponent(path).slice(1)
  return {
    method,
    bucket: bucket === 'service' ? undefined : bucket,
    key: key === '' ? undefined : key,
    query: Object.fromEntries(queryParams),
    headers,
    body: new Response(new Uint8Array(bytesOf(request))).body as unknown as AsyncIterable<Uint8Array>,
  }
}

function wireOf({ method, path, query, headers, body }: HttpRequest): WireRequest {
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : typeof body === 'string' ? body : undefined
  return { method, key: path === '/' ? undefined : path.slice(1), query, headers, body: text ?? '' }
}

function bytesOf({ body, bodyBase64 }: { readonly body?: string; readonly bodyBase64?: string }): Uint8Array {
  return bodyBase64 === undefined ? new TextEncoder().encode(body ?? '') : Buffer.from(bodyBase64, 'base64')
}

const textOf = (request: RecordedRequest) => new TextDecoder().decode(bytesOf(request))
