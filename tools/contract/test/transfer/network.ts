import {
  type BodySource,
  type Clock,
  CosClient,
  CreateBucketCommand,
  chunksOf,
  GetObjectCommand,
  type HttpRequest,
  type HttpResponse,
  PutObjectCommand,
  type Transport,
  TransportError,
} from '@cos/core'
import { createLocalServer, type LocalServer } from '@cos/local-server'

/** What may happen to a request on its way. */
export type NetworkFault =
  | { readonly kind: 'status'; readonly status: number; readonly code: string; readonly headers?: Readonly<Record<string, string>> }
  /** The connection breaks while the request is sent: the server never has all of it. */
  | { readonly kind: 'cut-request'; readonly afterBytes: number }
  /** The work is done, and nobody hears of it. */
  | { readonly kind: 'lose-answer' }
  | { readonly kind: 'cut-answer'; readonly afterBytes: number }
  | { readonly kind: 'flip-request'; readonly atByte: number }
  | { readonly kind: 'flip-answer'; readonly atByte: number }
  | { readonly kind: 'header'; readonly name: string; readonly value: string | undefined }
  /** The request arrives twice. */
  | { readonly kind: 'twice' }
  /** Nothing comes any more, until the caller gives up. */
  | { readonly kind: 'hang' }
  /** The answer's headers come, then nothing any more, until the caller gives up. */
  | { readonly kind: 'hang-in-body'; readonly afterBytes: number }

/** A request as the tests speak of it. */
export interface Seen {
  /** Operation, part number or range: `UploadPart 3`, `GetObject bytes=0-9`. */
  readonly line: string
  readonly request: HttpRequest
  /** Bytes of its body that left. */
  sentBytes: number
}

export const bucket = 'test-1250000000'
/** A clock on which every wait is over at once. */
export const fastClock: Clock = { now: () => Date.now(), random: () => 0.5, sleep: async () => {} }

/** A server, and a network to it that does what it is told. */
export class Network {
  readonly server: LocalServer
  readonly seen: Seen[] = []
  fault: (line: string, request: HttpRequest) => NetworkFault | undefined | Promise<NetworkFault | undefined> = () => undefined
  /** Answers under way, their bodies included. */
  open = 0
  /** Sees every fault: for tests. */
  readonly client: CosClient
  /** Sees none. */
  readonly direct: CosClient

  constructor(server: LocalServer = createLocalServer()) {
    this.server = server
    const { credentials, region } = server
    this.client = new CosClient({ credentials, region, clock: fastClock, transport: ((request) => this.#carry(request)) as Transport })
    this.direct = new CosClient({ credentials, region, transport: server.transport })
  }

  static async start(): Promise<Network> {
    const network = new Network()
    await network.direct.send(new CreateBucketCommand({ bucket }))
    return network
  }

  /** How many requests there were whose line matches. */
  count(pattern: RegExp): number {
    return this.seen.filter(({ line }) => pattern.test(line)).length
  }

  get sentBytes(): number {
    return this.seen.reduce((sum, { sentBytes }) => sum + sentBytes, 0)
  }

  put(key: string, body: Uint8Array): Promise<unknown> {
    return this.direct.send(new PutObjectCommand({ bucket, key, body }))
  }

  async get(key: string): Promise<Uint8Array> {
    return (await this.direct.send(new GetObjectCommand({ bucket, key }))).body.bytes()
  }

  async #carry(request: HttpRequest): Promise<HttpResponse> {
    const { operation, query, headers, signal } = request
    const line = [operation.name, query['partNumber'], headers['range']].filter(Boolean).join(' ')
    const seen: Seen = { line, request, sentBytes: 0 }
    this.seen.push(seen)
    const fault = await this.fault(line, request)
    signal?.throwIfAborted()
    if (fault?.kind === 'status') return errorAnswer(fault)
    if (fault?.kind === 'hang') return hang(signal)
    const cutAfter = fault?.kind === 'cut-request' ? fault.afterBytes : undefined
    const flipAt = fault?.kind === 'flip-request' ? fault.atByte : undefined
    const carried = request.body === undefined ? request : { ...request, body: watched(request, seen, cutAfter, flipAt) }
    if (fault?.kind === 'twice') await (await this.server.transport(carried)).body.cancel()
    const response = await this.server.transport(carried)
    if (cutAfter !== undefined && request.body === undefined) throw lost()
    if (fault?.kind === 'lose-answer') {
      await response.body.cancel()
      throw lost()
    }
    this.open += 1
    const close = () => {
      this.open -= 1
    }
    const { [fault?.kind === 'header' ? fault.name : '']: _, ...others } = response.headers
    const changed = fault?.kind === 'header' && fault.value !== undefined ? { ...others, [fault.name]: fault.value } : others
    return {
      ...response,
      headers: fault?.kind === 'header' ? changed : response.headers,
      body: answerBody(response.body, fault, signal, close),
    }
  }
}

/** Streams a body as a socket would, in chunks, so that faults meet it in the middle. */
function watched(
  { body, signal }: HttpRequest,
  seen: Seen,
  cutAfter: number | undefined,
  flipAt: number | undefined,
): () => Promise<BodySource> {
  return async () => read((typeof body === 'function' ? await body() : body) as BodySource)

  async function* read(source: BodySource): AsyncGenerator<Uint8Array> {
    for await (const whole of chunksOf(source)) {
      for (let offset = 0; offset < whole.byteLength; offset += 262_144) {
        signal?.throwIfAborted()
        const chunk = whole.subarray(offset, offset + 262_144)
        if (cutAfter !== undefined && seen.sentBytes + chunk.byteLength > cutAfter) throw lost()
        yield flipped(chunk, flipAt, seen.sentBytes)
        seen.sentBytes += chunk.byteLength
      }
    }
    if (cutAfter !== undefined) throw lost()
  }
}

function answerBody(
  body: HttpResponse['body'],
  fault: NetworkFault | undefined,
  signal: AbortSignal | undefined,
  close: () => void,
): HttpResponse['body'] {
  let isOpen = true
  const end = () => {
    if (isOpen) close()
    isOpen = false
  }
  const read = async function* (): AsyncGenerator<Uint8Array> {
    let position = 0
    try {
      for await (const whole of body) {
        for (let offset = 0; offset < whole.byteLength; offset += 262_144) {
          let chunk = whole.subarray(offset, offset + 262_144)
          if (fault?.kind === 'hang-in-body' && position + chunk.byteLength > fault.afterBytes) await hang(signal)
          if (fault?.kind === 'cut-answer' && position + chunk.byteLength > fault.afterBytes) {
            chunk = chunk.subarray(0, fault.afterBytes - position)
            if (chunk.byteLength > 0) yield chunk
            throw lost()
          }
          if (fault?.kind === 'flip-answer') chunk = flipped(chunk, fault.atByte, position)
          position += chunk.byteLength
          yield chunk
        }
      }
    } finally {
      end()
    }
  }
  return {
    [Symbol.asyncIterator]: read,
    async bytes() {
      const chunks: Uint8Array[] = []
      for await (const chunk of read()) chunks.push(chunk)
      return new Uint8Array(Buffer.concat(chunks))
    },
    async cancel() {
      end()
      await body.cancel()
    },
  }
}

function flipped(chunk: Uint8Array, at: number | undefined, position: number): Uint8Array {
  if (at === undefined || at < position || at >= position + chunk.byteLength) return chunk
  const copy = chunk.slice()
  copy[at - position]! ^= 0x10
  return copy
}

function errorAnswer({ status, code, headers = {} }: Extract<NetworkFault, { kind: 'status' }>): HttpResponse {
  const bytes = new TextEncoder().encode(`<Error><Code>${code}</Code><Message>no</Message></Error>`)
  return {
    status,
    headers: { ...headers, 'content-length': String(bytes.byteLength) },
    body: {
      bytes: async () => bytes,
      cancel: async () => {},
      async *[Symbol.asyncIterator]() {
        yield bytes
      },
    },
  }
}

function hang(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason)
    signal?.addEventListener('abort', () => reject(signal.reason))
  })
}

function lost(): TransportError {
  return new TransportError('The connection broke.', { code: 'ConnectionLost' })
}
