import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { ByteReader } from './byte-reader.js'

/** What may happen to a request or its answer between two sockets. Bytes count from the first of the first line. */
export type SocketFault =
  /** The connection is reset before a byte of the request is taken. */
  | { readonly kind: 'reset-at-once' }
  | { readonly kind: 'reset-request'; readonly atByte: number }
  | { readonly kind: 'reset-answer'; readonly atByte: number }
  /** The answer ends in good order, too early. */
  | { readonly kind: 'truncate-answer'; readonly atByte: number }
  | { readonly kind: 'flip-request'; readonly atByte: number }
  | { readonly kind: 'flip-answer'; readonly atByte: number }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Slow-loris: a few bytes at a time. */
  | { readonly kind: 'slow-request'; readonly bytesPerSecond: number }
  | { readonly kind: 'slow-answer'; readonly bytesPerSecond: number }
  /** Everything is taken, and nothing ever comes back. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'status'; readonly status: number; readonly code: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  /** The answer comes twice, the second time perhaps when another request waits for its own. */
  | { readonly kind: 'double-answer'; readonly gapMs: number }

const tickMs = 10

/** What waits on the way need to know. */
interface Way {
  /** Aborted when the client's connection has closed. */
  readonly gone: AbortSignal
  readonly isCalm: () => boolean
}

/** Stands between a client and a server, with real sockets on both sides, and does harm. */
export class FaultProxy {
  readonly #server: Server
  readonly #target: { readonly host: string; readonly port: number }
  readonly #sockets = new Set<Socket>()
  /** Requests that met a fault. */
  faultCount = 0
  #isCalm = true
  #fault: (line: string) => SocketFault | undefined = () => undefined

  private constructor(url: string) {
    const { hostname, port } = new URL(url)
    this.#target = { host: hostname, port: Number(port) }
    this.#server = createServer({ noDelay: true }, (socket) => void this.#serve(socket))
  }

  static async start(url: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(url)
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Does no more harm, and hurries with what is slow, so that connections whose clients went away end. */
  calm(): void {
    this.#fault = () => undefined
    this.#isCalm = true
  }

  /** Decides about each request by its first line. */
  harm(fault: (line: string) => SocketFault | undefined): void {
    this.#fault = fault
    this.#isCalm = false
  }

  /** Sockets that are open, on either side. */
  get openSockets(): number {
    return this.#sockets.size
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #know(socket: Socket): Socket {
    this.#sockets.add(socket)
    // Broken connections are what this is about; whoever reads hears of them.
    socket.on('error', () => {})
    socket.on('close', () => this.#sockets.delete(socket))
    return socket
  }

  /** Takes the requests of a connection, one after the other. */
  async #serve(socket: Socket): Promise<void> {
    this.#know(socket)
    const gone = new AbortController()
    socket.on('close', () => gone.abort())
    const reader = new ByteReader(socket)
    try {
      for (let goesOn = true; goesOn; ) {
        const head = await reader.until('\r\n\r\n')
        if (!head) break
        goesOn = await this.#carry(socket, reader, head, { gone: gone.signal, isCalm: () => this.#isCalm })
      }
      socket.end()
    } catch {
      socket.destroy()
    }
  }

  /** Carries one request and its answer; true when another may follow. */
  async #carry(socket: Socket, reader: ByteReader, head: Buffer, way: Way): Promise<boolean> {
    const { gone } = way
    const text = head.toString('latin1')
    if (/^transfer-encoding:/im.test(text)) throw new Error('The proxy knows requests with a Content-Length only.')
    const bodyBytes = Number(/^content-length: *(\d+)/im.exec(text)?.[1] ?? 0)
    const fault = this.#fault(text.slice(0, text.indexOf('\r\n')))
    if (fault) this.faultCount += 1
    if (fault?.kind === 'reset-at-once') {
      socket.resetAndDestroy()
      return false
    }
    if (fault?.kind === 'delay') await sleep(fault.milliseconds, undefined, { signal: way.gone })
    const upstream = this.#know(connect({ ...this.#target, noDelay: true }))
    const abandon = () => upstream.destroy()
    gone.addEventListener('abort', abandon, { once: true })
    try {
      let isTaken = false
      const request = joined(Buffer.from(text.replace(/^connection:.*$/im, 'connection: close'), 'latin1'), reader, bodyBytes)
      const sending = send(request, upstream, fault, way).then((isWhole) => {
        isTaken = isWhole
        if (!isWhole) socket.resetAndDestroy()
      })
      // A server may answer, and hang up, before it has all of the request.
      sending.catch(() => {})
      const answer = fault?.kind === 'status' ? await sending.then(() => errorAnswer(fault)) : await readAll(upstream)
      if (fault?.kind === 'silence') await silence(way)
      await answerWith(socket, answer, fault, way)
      return isTaken && socket.writable
    } finally {
      gone.removeEventListener('abort', abandon)
      upstream.destroy()
    }
  }
}

/** All bytes of a request, as they come. */
async function* joined(head: Buffer, reader: ByteReader, bodyBytes: number): AsyncGenerator<Buffer> {
  yield head
  yield* reader.take(bodyBytes)
}

/** Sends a request on; false when the connection was to break meanwhile. */
async function send(request: AsyncGenerator<Buffer>, upstream: Socket, fault: SocketFault | undefined, way: Way): Promise<boolean> {
  let position = 0
  for await (const chunk of request) {
    if (fault?.kind === 'status') continue
    if (fault?.kind === 'reset-request' && position + chunk.byteLength > fault.atByte) {
      upstream.write(chunk.subarray(0, fault.atByte - position))
      return false
    }
    if (fault?.kind === 'flip-request') flip(chunk, fault.atByte - position)
    position += chunk.byteLength
    if (fault?.kind === 'slow-request') await drip(upstream, chunk, fault.bytesPerSecond, way)
    else if (!upstream.write(chunk)) await Promise.race([once(upstream, 'drain'), once(upstream, 'close')])
  }
  return true
}

async function readAll(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of socket) chunks.push(chunk as Buffer)
  } catch (error) {
    // Whoever hangs up before everything was read may reset, after a whole answer.
    if (chunks.length === 0) throw error
  }
  return Buffer.concat(chunks)
}

async function answerWith(socket: Socket, answer: Buffer, fault: SocketFault | undefined, way: Way): Promise<void> {
  const end = answer.indexOf('\r\n\r\n')
  let head = answer.toString('latin1', 0, end).replace(/^connection:.*$/im, 'connection: keep-alive')
  if (fault?.kind === 'header') head = head.replace(new RegExp(`^${fault.name}:.*$`, 'im'), `${fault.name}: ${fault.value}`)
  const raw = Buffer.concat([Buffer.from(head, 'latin1'), answer.subarray(end)])
  switch (fault?.kind) {
    case 'reset-answer':
      socket.write(raw.subarray(0, fault.atByte))
      // What was written shall arrive before the reset does.
      await sleep(tickMs, undefined, { signal: way.gone })
      socket.resetAndDestroy()
      return
    case 'truncate-answer':
      socket.end(raw.subarray(0, fault.atByte))
      return
    case 'flip-answer':
      flip(raw, fault.atByte)
      socket.write(raw)
      return
    case 'slow-answer':
      return drip(socket, raw, fault.bytesPerSecond, way)
    case 'double-answer':
      socket.write(raw)
      await sleep(fault.gapMs, undefined, { signal: way.gone })
      socket.write(raw)
      return
    default:
      socket.write(raw)
  }
}

async function drip(socket: Socket, bytes: Buffer, bytesPerSecond: number, way: Way): Promise<void> {
  const step = Math.max(1, Math.round((bytesPerSecond * tickMs) / 1000))
  for (let offset = 0; offset < bytes.byteLength && !socket.destroyed; offset += step) {
    socket.write(bytes.subarray(offset, offset + step))
    if (!way.isCalm()) await sleep(tickMs, undefined, { signal: way.gone })
  }
}

/** Ends when the client has gone. */
async function silence({ gone }: Way): Promise<never> {
  if (!gone.aborted) await once(gone, 'abort')
  throw new Error('The client has gone.')
}

function flip(bytes: Buffer, at: number): void {
  if (at >= 0 && at < bytes.byteLength) bytes[at]! ^= 0x04
}

function errorAnswer({ status, code }: Extract<SocketFault, { kind: 'status' }>): Buffer {
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`
  const head = `HTTP/1.1 ${status} No\r\nconnection: keep-alive\r\ncontent-type: application/xml\r\ncontent-length: ${body.length}\r\n\r\n`
  return Buffer.from(head + body, 'latin1')
}
