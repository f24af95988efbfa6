import { CosClient, Crc64, chunksOf, crc64, type HttpRequest, type HttpResponse, type Transport, TransportError } from '@cos/core'

/** An object as the service has it. */
interface StoredObject {
  readonly bytes: Uint8Array
  readonly etag: string
  readonly headers: Readonly<Record<string, string>>
}

/** What may happen to a request: an answer instead, bytes after which the answer breaks off, or an answer that is lost, or one with
 * other headers. */
export type Fault =
  | { readonly answer: HttpResponse }
  | { readonly cutAfterBytes: number }
  | 'lose-answer'
  | { readonly headers: Record<string, string> }
  | { readonly withoutHeader: string }

/** The part of COS that transfers speak to, in memory, with faults on demand. No socket, no signature. */
export class Service {
  readonly objects = new Map<string, StoredObject>()
  readonly uploads = new Map<string, Map<number, { bytes: Uint8Array; etag: string }>>()
  readonly requests: string[] = []
  /** Requests being answered now, and the most there ever were. */
  underWay = 0
  mostUnderWay = 0
  fault: (line: string, request: HttpRequest) => Fault | undefined | Promise<Fault | undefined> = () => undefined
  #counter = 0

  readonly client = new CosClient({
    endpoint: 'http://127.0.0.1:1',
    credentials: 'anonymous',
    transport: ((request) => this.#serve(request)) as Transport,
    clock: { now: () => 0, random: () => 0, sleep: async () => {} },
  })

  put(key: string, bytes: Uint8Array): void {
    this.objects.set(key, { bytes, etag: `"v${++this.#counter}"`, headers: {} })
  }

  count(word: string): number {
    return this.requests.filter((line) => line.includes(word)).length
  }

  async #serve(request: HttpRequest): Promise<HttpResponse> {
    request.signal?.throwIfAborted()
    const line = `${request.operation.name}${request.query['partNumber'] ? ` ${request.query['partNumber']}` : ''}${request.headers['range'] ? ` ${request.headers['range']}` : ''}`
    this.requests.push(line)
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay)
    try {
      const fault = await this.fault(line, request)
      request.signal?.throwIfAborted()
      if (fault && typeof fault === 'object' && 'answer' in fault) return fault.answer
      const response = await this.#answer(request, await bytesOf(request))
      if (fault === 'lose-answer') throw new TransportError('The connection broke.', { code: 'ConnectionLost' })
      if (fault && 'headers' in fault) return { ...response, headers: { ...response.headers, ...fault.headers } }
      if (fault && 'withoutHeader' in fault) {
        const { [fault.withoutHeader]: _, ...headers } = response.headers
        return { ...response, headers }
      }
      return fault ? { ...response, body: bodyOf(await response.body.bytes(), fault.cutAfterBytes) } : response
    } finally {
      this.underWay--
    }
  }

  async #answer(request: HttpRequest, body: Uint8Array): Promise<HttpResponse> {
    const key = request.path.split('/').slice(2).join('/')
    const { uploadId = '', partNumber } = request.query
    const parts = this.uploads.get(uploadId)
    switch (request.operation.name) {
      case 'PutObject':
        return this.#store(key, body, `"e${++this.#counter}"`, request.headers)
      case 'CreateMultipartUpload': {
        const id = `u${++this.#counter}`
        this.uploads.set(id, new Map())
        return answer(
          200,
          {},
          `<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>k</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
        )
      }
      case 'UploadPart': {
        if (!parts) return failure(404, 'NoSuchUpload')
        const etag = `"p${++this.#counter}"`
        parts.set(Number(partNumber), { bytes: body, etag })
        return answer(200, { etag, 'x-cos-hash-crc64ecma': crc64(body).toString() })
      }
      case 'CompleteMultipartUpload': {
        if (!parts) return failure(404, 'NoSuchUpload')
        const asked = [...new TextDecoder().decode(body).matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>(.*?)<\/ETag>/g)]
        const found = asked.map(([, number, etag]) => {
          const part = parts.get(Number(number))
          return part?.etag === etag?.replaceAll('&quot;', '"').replaceAll('&#34;', '"') ? part : undefined
        })
        if (found.length !== parts.size || found.some((part) => !part)) return failure(400, 'InvalidPart')
        this.uploads.delete(uploadId)
        const stored = this.#store(key, Buffer.concat(found.map((part) => part!.bytes)), `"m${++this.#counter}-${found.length}"`, {})
        return answer(
          200,
          stored.headers,
          `<CompleteMultipartUploadResult><ETag>${stored.headers['etag']}</ETag></CompleteMultipartUploadResult>`,
        )
      }
      case 'AbortMultipartUpload':
        return this.uploads.delete(uploadId) ? answer(204, {}) : failure(404, 'NoSuchUpload')
      case 'DeleteObject':
        this.objects.delete(key)
        return answer(204, {})
      case 'HeadObject':
      case 'GetObject':
        return this.#read(key, request)
      default:
        return failure(501, 'NotImplemented')
    }
  }

  #store(key: string, bytes: Uint8Array, etag: string, headers: HttpRequest['headers']): HttpResponse {
    this.objects.set(key, { bytes, etag, headers })
    return answer(200, { etag, 'x-cos-hash-crc64ecma': crc64(bytes).toString() })
  }

  #read(key: string, request: HttpRequest): HttpResponse {
    const object = this.objects.get(key)
    if (!object) return failure(404, 'NoSuchKey')
    const { bytes, etag } = object
    if (request.headers['if-match'] && request.headers['if-match'] !== etag) return failure(412, 'PreconditionFailed')
    const headers = { etag, 'last-modified': 'Sat, 21 Nov 2026 00:00:00 GMT', 'x-cos-hash-crc64ecma': crc64(bytes).toString() }
    if (request.method === 'HEAD') return answer(200, { ...headers, 'content-length': String(bytes.byteLength) })
    const [, from, to] = /bytes=(\d+)-(\d*)/.exec(request.headers['range'] ?? '') ?? []
    if (from === undefined) return answer(200, { ...headers, 'content-length': String(bytes.byteLength) }, bytes)
    const first = Number(from)
    if (first >= bytes.byteLength) return failure(416, 'InvalidRange')
    const last = Math.min(to ? Number(to) : bytes.byteLength - 1, bytes.byteLength - 1)
    const part = bytes.subarray(first, last + 1)
    return answer(
      206,
      { ...headers, 'content-length': String(part.byteLength), 'content-range': `bytes ${first}-${last}/${bytes.byteLength}` },
      part,
    )
  }
}

/** An error answer of the service. */
export function failure(status: number, code: string): HttpResponse {
  return answer(status, {}, `<Error><Code>${code}</Code><Message>no</Message></Error>`)
}

function answer(status: number, headers: Record<string, string>, body: string | Uint8Array = ''): HttpResponse {
  return { status, headers, body: bodyOf(typeof body === 'string' ? new TextEncoder().encode(body) : body) }
}

function bodyOf(bytes: Uint8Array, cutAfterBytes = Number.POSITIVE_INFINITY): HttpResponse['body'] {
  return {
    bytes: async () => bytes,
    cancel: async () => {},
    async *[Symbol.asyncIterator]() {
      for (let offset = 0; offset < bytes.byteLength; offset += 65_536) {
        if (offset >= cutAfterBytes) throw new TransportError('The connection broke.', { code: 'ConnectionLost' })
        yield bytes.subarray(offset, Math.min(offset + 65_536, cutAfterBytes))
      }
      if (bytes.byteLength > cutAfterBytes) throw new TransportError('The connection broke.', { code: 'ConnectionLost' })
    },
  }
}

async function bytesOf({ body, signal }: HttpRequest): Promise<Uint8Array> {
  const source = typeof body === 'function' ? await body() : body
  if (source === undefined) return new Uint8Array()
  const chunks: Uint8Array[] = []
  for await (const chunk of chunksOf(source)) {
    signal?.throwIfAborted()
    // A copy, because the sender uses its memory again.
    chunks.push(new Uint8Array(chunk))
  }
  return Buffer.concat(chunks)
}

/** Bytes that differ at every place that matters: no two parts are alike. */
export function sampleBytes(sizeBytes: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(sizeBytes)
  let state = seed
  for (let index = 0; index < sizeBytes; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[index] = state >>> 24
  }
  return bytes
}

/** The checksum of bytes in pieces, computed apart from the code under test. */
export function crc64Text(...pieces: readonly Uint8Array[]): string {
  const whole = new Crc64()
  for (const piece of pieces) whole.update(piece)
  return whole.digestText()
}
