import {
  type AnyOperation,
  type Command,
  CosClient,
  type HttpRequest,
  type HttpResponse,
  Payload,
  SelectResult,
  type Transport,
} from '@cos/core'
import { operations } from '@cos/core/operations'
import { matchOperation, type ReceivedRequest, readRequest, type WrittenResponse, writeResponse } from '@cos/core/server'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arbitraryAddress, arbitraryOf } from './arbitrary-of.js'

const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('input and output arrive as they were sent:', () => {
  // A form is taken apart by the server itself; it has tests of its own.
  for (const operation of operations.filter(({ name }) => name !== 'PostObject')) {
    test(operation.name, async () => {
      const inputs = fc
        .tuple(arbitraryAddress(operation), arbitraryOf(operation.input))
        .map(([address, members]) => ({ ...address, ...members }))
      await fc.assert(
        fc.asyncProperty(
          inputs.filter((input) => isSendable(operation, input)),
          arbitraryOf(operation.output).map(withItsLength),
          async (input, output) => {
            const received: Record<string, unknown>[] = []
            const transport: Transport = async (request) => {
              const arrived = receive(request)
              expect(matchOperation(operations, arrived)?.name).toBe(operation.name)
              received.push(await withBytes(await readRequest(operation, arrived)))
              return respond(writeResponse(operation, output))
            }
            const settings = { region: 'ap-guangzhou', credentials: 'anonymous', verifyChecksums: false, retry: () => undefined } as const
            const client = new CosClient({ ...settings, transport })
            const answer = await client.send({ operation, input } as Command<unknown, Record<string, unknown>>)
            expect(received).toEqual([completed(operation, input)])
            expect(await withBytes(answer)).toEqual('events' in answer ? { events: expect.any(SelectResult) } : readable(output))
          },
        ),
        { numRuns: 60 },
      )
    })
  }
})

/** HTTP carries as many bytes as an answer says. */
function withItsLength(output: Record<string, unknown>): Record<string, unknown> {
  const { body, contentLength } = output
  return body instanceof Uint8Array && contentLength !== undefined ? { ...output, contentLength: body.byteLength } : output
}

/** A key that dot segments reduce to nothing is refused, which has tests of its own. */
function isSendable(operation: AnyOperation, input: Record<string, unknown>): boolean {
  try {
    operation.check?.(input as never)
    return true
  } catch {
    return false
  }
}

/** The request as a server has it, with path and query taken apart by other means than they were put together. */
function receive({ method, host, path, query, headers, body }: HttpRequest): ReceivedRequest {
  const isMigration = host === 'ap-guangzhou.migration.myqcloud.com'
  const bucket = isMigration ? path.split('/')[1] : /^([a-z\d-]+-\d+)\.cos\./.exec(host)?.[1]
  const url = new URL('http://server/')
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value)
  const key = decodeURIComponent(encodeURIComponent(path)).slice(isMigration ? bucket!.length + 2 : 1)
  return {
    method,
    bucket,
    service: isMigration ? 'migration' : undefined,
    key: key === '' ? undefined : key,
    query: Object.fromEntries(new URLSearchParams(url.search)),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.trim()])),
    body: chunks(body as Uint8Array | undefined),
  }
}

/** What the writer adds: the length of the bytes, and parameters that have a default. */
function completed(operation: AnyOperation, input: Record<string, unknown>): Record<string, unknown> {
  const expected = { ...input }
  if ('encodingType' in operation.input) expected['encodingType'] ??= 'url'
  if ('members' in operation.input && 'selectType' in (operation.input.members as object)) expected['selectType'] ??= '2'
  if ('contentLength' in operation.input) expected['contentLength'] = (input['body'] as Uint8Array | undefined)?.byteLength ?? 0
  if ('body' in operation.input) expected['body'] = input['body'] ?? new Uint8Array()
  return expected
}

/** The reader decodes a listing that says it is encoded, and drops the word. */
function readable(output: Record<string, unknown>): Record<string, unknown> {
  if (output['encodingType'] !== 'url') return output
  const { encodingType: _, ...decoded } = output
  return decoded
}

async function withBytes(values: Record<string, unknown>): Promise<Record<string, unknown>> {
  // An event stream has its own tests; here any bytes stand for one.
  if (values['events'] instanceof SelectResult) return values
  const { body } = values
  if (body === undefined) return values
  if (body instanceof Payload) return { ...values, body: await body.bytes() }
  const parts: Uint8Array[] = []
  for await (const chunk of body as AsyncIterable<Uint8Array>) parts.push(chunk)
  return { ...values, body: new Uint8Array(parts.flatMap((part) => [...part])) }
}

function respond({ status, headers, body }: WrittenResponse): HttpResponse {
  const bytes = body instanceof Uint8Array ? body : bytesOf('')
  return { status, headers, body: { bytes: async () => bytes, cancel: async () => {}, [Symbol.asyncIterator]: () => chunks(bytes) } }
}

async function* chunks(bytes: Uint8Array | undefined): AsyncGenerator<Uint8Array> {
  // Split, so that a character of several bytes comes in two pieces.
  if (bytes && bytes.byteLength > 1) {
    yield bytes.subarray(0, bytes.byteLength >> 1)
    yield bytes.subarray(bytes.byteLength >> 1)
  } else if (bytes?.byteLength) yield bytes
}
