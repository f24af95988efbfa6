import { createHash } from 'node:crypto'
import { type Clock, type HttpRequest, type HttpResponse, type Transport, TransportError } from '@cos/core'
import { requestTarget } from '@cos/core/server'
import { describe, expect, test } from 'vitest'
import {
  CreateFolderCommand,
  DeleteFolderCommand,
  DownloadObjectCommand,
  ListFolderCommand,
  StatFileCommand,
  StatFolderCommand,
  UpdateFileCommand,
  UpdateFolderCommand,
  UploadFileCommand,
  V4Client,
  type V4Command,
  type V4Envelope,
} from './index.js'
import recorded from './vectors/v4-wire.json' with { type: 'json' }

// What the official SDK sent is what ours sends, signature included; and what it was answered is read as it read it.

interface Field {
  readonly name: string
  readonly text?: string
  readonly base64?: string
  readonly length?: number
  readonly sha1?: string
}
interface RecordedRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly json?: unknown
  readonly multipart?: readonly Field[]
}
interface RecordedCase {
  readonly id: string
  readonly note: string
  readonly call: { readonly op: string } & Readonly<Record<string, never>>
  readonly requests: readonly RecordedRequest[]
  readonly responses: readonly { readonly status: number; readonly json: unknown }[]
  readonly result: V4Envelope & { readonly request_id?: string; readonly raised?: string }
}

const cases = recorded.cases as unknown as readonly RecordedCase[]
const content = Uint8Array.from({ length: 2_097_157 }, (_, at) => at % 256)
const everyAttribute = {
  bizAttr: 'demo',
  authority: 'eWRPrivate',
  replaceHeaders: {
    cacheControl: 'cache_xxx',
    contentType: 'application/text',
    contentDisposition: 'ccccxxx.txt',
    contentEncoding: 'gzip',
    contentLanguage: 'english',
    metadata: { xxx: 'xxx', yyy: 'yyy' },
  },
} as const

/** Changes that the recording tells in its note only. */
const changes: Readonly<Record<string, object>> = {
  'v4wire-17': everyAttribute,
  'v4wire-18': { bizAttr: '只改备注' },
  'v4wire-20': { authority: 'bad' },
  'v4wire-21': { replaceHeaders: { contentDisposition: '报告.txt' } },
  'v4wire-22': { replaceHeaders: { metadata: { '': 'x' } } },
}

/** What ours does on purpose otherwise: the reason, and how many of the recorded requests it sends. */
const differences: Readonly<Record<string, { readonly reason: string; readonly requests: number }>> = {
  'v4wire-07': { reason: 'What the service has afterwards is asked for and compared.', requests: 1 },
  'v4wire-08': { reason: 'An unfinished upload is gone on with instead of being an error.', requests: 1 },
  'v4wire-10': { reason: 'The slice that failed is repeated alone, with a new signature.', requests: 2 },
  'v4wire-19': { reason: 'An update of nothing is refused.', requests: 0 },
  'v4wire-37': { reason: 'The envelope of a 503 is read.', requests: 1 },
  'v4wire-52': { reason: 'The slash after .. is escaped on the wire, so that no proxy takes the path apart.', requests: 1 },
  'v4wire-61': { reason: 'A slice that fails fails the upload.', requests: 1 },
}

describe('recorded calls of the official SDK', () => {
  test.each(cases)('$id: $note', async (one) => {
    const sent: HttpRequest[] = []
    const client = clientFor(one, sent)
    const command = commandOf(one)
    const result = await client.result(command)
    const difference = differences[one.id]
    const expected = difference ? one.requests.slice(0, difference.requests) : one.requests
    expect(await Promise.all(sent.slice(0, expected.length).map(described))).toEqual(expected.map(describedRecording))
    if (expected.length === 0) expect(sent).toEqual([])
    if (difference) return
    if (one.result.raised !== undefined) expect(result.code).toBe(-1)
    else expect(result.code).toBe(one.result.code === 1 ? 0 : one.result.code)
    if (one.result.code === 0 && result.data) expect(result.data).toEqual(one.result.data)
  })
})

test('a slice that fails for good fails the upload, where the official SDK reports success', async () => {
  const one = cases.find(({ id }) => id === 'v4wire-61')!
  const sent: HttpRequest[] = []
  await expect(clientFor(one, sent).send(commandOf(one))).rejects.toMatchObject({ name: 'ServiceError' })
  expect(sent.some((request) => bodyText(request).includes('upload_slice_finish'))).toBe(false)
})

function clientFor({ responses }: RecordedCase, sent: HttpRequest[]): V4Client {
  const transport: Transport = async (request) => {
    const answer = responses[Math.min(sent.length, responses.length - 1)]
    sent.push(request)
    if (!answer) throw new TransportError('timed out', { code: 'ConnectTimeout' })
    return respond(answer.status, answer.json)
  }
  return new V4Client({
    appId: 1_250_000_000,
    bucket: 'examplebucket',
    region: 'guangzhou',
    credentials: { secretId: 'AKIDEXAMPLE0000000000000000000000001', secretKey: 'SECRETEXAMPLEkey0000000000000001' },
    signatureExpiresInSeconds: 300,
    transport,
    clock: frozen,
  })
}

const frozen: Clock = { now: () => 1_700_000_000_000, sleep: async () => {}, random: () => 123_456_789 / 2 ** 31 }

function respond(status: number, json: unknown): HttpResponse {
  const bytes = new TextEncoder().encode(JSON.stringify(json))
  const body = {
    bytes: async () => bytes,
    cancel: async () => {},
    async *[Symbol.asyncIterator]() {
      yield bytes
    },
  }
  return { status, headers: {}, body }
}

function commandOf({ id, call }: RecordedCase): V4Command {
  const { op, path = '/a.txt', bizAttr, contentHex, enableSha1, sliceSize, insertOnly, maxCon } = call
  switch (op) {
    case 'upload_file_from_buffer':
      return new UploadFileCommand({ path, source: new Uint8Array(Buffer.from(contentHex!, 'hex')) })
    case 'upload_file':
      return new UploadFileCommand({ path, source: 'no/such/file', ...(insertOnly === undefined ? {} : { insertOnly }) })
    case 'upload_slice_file': {
      const options = { sliceSizeBytes: sliceSize ?? 1_048_576, concurrency: maxCon ?? 1, instantUpload: enableSha1 === true }
      return new UploadFileCommand({ path: '/big.bin', source: content, singleUpToBytes: 0, ...options })
    }
    case 'stat_file':
      return new StatFileCommand({ path })
    case 'stat_folder':
      return new StatFolderCommand({ path })
    case 'update_file':
      return new UpdateFileCommand({ path, ...changes[id] })
    case 'update_folder':
      return new UpdateFolderCommand({ path, bizAttr: bizAttr! })
    case 'del_folder':
      return new DeleteFolderCommand({ path })
    case 'create_folder':
      return new CreateFolderCommand({ path, bizAttr })
    case 'list_folder':
      return new ListFolderCommand({ path })
    case 'download_file':
      return new DownloadObjectCommand({ path })
    default:
      throw new Error(`No command for ${op}.`)
  }
}

interface Described {
  readonly method: string
  readonly address: string
  readonly query: Readonly<Record<string, string>>
  readonly authorization: string | undefined
  readonly json: unknown
  readonly fields: readonly Field[] | undefined
}

async function described(request: HttpRequest): Promise<Described> {
  const { method, host, headers, query } = request
  const type = headers['content-type'] ?? ''
  return {
    method,
    address: `http://${host}${requestTarget({ ...request, query: {} })}`,
    query,
    authorization: headers['authorization'],
    json: type === 'application/json' ? JSON.parse(bodyText(request)) : undefined,
    fields: type.startsWith('multipart/') ? await fieldsOf(request, type) : undefined,
  }
}

function describedRecording({ method, url, headers, query = {}, json, multipart }: RecordedRequest): Described {
  const [address = '', inUrl = ''] = url.split('?')
  const texts = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]))
  return {
    method,
    address: address.replace('/../', '/..%2F'),
    // The official SDK does not escape the signature, which holds plus signs.
    query: inUrl === '' ? texts : { ...texts, sign: inUrl.slice('sign='.length) },
    authorization: headers['Authorization'],
    json,
    fields: multipart?.map(({ name, text, base64, length, sha1 }) => withoutSpaces({ name, text, base64, length, sha1 })),
  }
}

/** Fields by name. The platform reads the form, not code of ours. */
async function fieldsOf({ body }: HttpRequest, type: string): Promise<Field[]> {
  const form = await new Response(body as Uint8Array<ArrayBuffer>, { headers: { 'content-type': type } }).formData()
  const fields: Field[] = []
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.push(withoutSpaces({ name, text: value }))
    else {
      const bytes = new Uint8Array(await value.arrayBuffer())
      const isShort = bytes.byteLength < 100
      const sha1 = createHash('sha1').update(bytes).digest('hex')
      fields.push(isShort ? { name, base64: Buffer.from(bytes).toString('base64') } : { name, length: bytes.byteLength, sha1 })
    }
  }
  return fields.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Spaces inside JSON, and the order of members in it, mean nothing. */
function withoutSpaces({
  name,
  text,
  base64,
  length,
  sha1,
}: { readonly name: string } & { [K in keyof Field]?: Field[K] | undefined }): Field {
  const plain = text?.startsWith('[')
    ? JSON.stringify(
        (JSON.parse(text) as { offset: number; datalen: number; datasha: string }[]).map(({ offset, datalen, datasha }) => ({
          offset,
          datalen,
          datasha,
        })),
      )
    : text
  return JSON.parse(JSON.stringify({ name, text: plain, base64, length, sha1 })) as Field
}

function bodyText({ body }: HttpRequest): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body as Uint8Array)
}
