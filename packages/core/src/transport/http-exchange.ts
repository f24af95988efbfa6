import type { ClientRequest, IncomingMessage } from 'node:http'
import { TransportError } from '../errors/transport-error.js'
import { chunksOf } from './chunks-of.js'
import { emptyBody } from './empty-body.js'
import { failureOf, wrongLength } from './failure.js'
import { HttpBody } from './http-body.js'
import type { BodySource, HttpResponse } from './transport.js'

/** What an exchange is told. */
export interface HttpExchangeOptions {
  readonly method: string
  readonly signal: AbortSignal | undefined
  /** How long nothing may move while it is the other side's turn, in milliseconds. */
  readonly timeoutMs: number
  /** The body, and its length where that is known. */
  readonly source: BodySource | undefined
  readonly sizeBytes: number | undefined
  /** Whether the body waits until the service agrees. */
  readonly isAsking: boolean
  /** Hears once that it is over, well or not. */
  readonly over: () => void
}

/** How long the service may take to agree to a body, in milliseconds; then it is sent, because not every server answers. */
const agreementMs = 1000

/** One request and its answer, until the last byte has come or something has ended it. */
export class HttpExchange {
  readonly #outgoing: ClientRequest
  readonly #options: HttpExchangeOptions
  readonly #resolve: (response: HttpResponse) => void
  readonly #reject: (error: unknown) => void
  #isOver = false
  #isRefused = false
  /** Whether our own source is waited for, which may take as long as it likes. */
  #isReading = false
  #body: HttpBody | undefined
  /** Lets a body go on that waits. */
  #wake: (() => void) | undefined

  constructor(
    outgoing: ClientRequest,
    options: HttpExchangeOptions,
    resolve: (response: HttpResponse) => void,
    reject: (error: unknown) => void,
  ) {
    this.#outgoing = outgoing
    this.#options = options
    this.#resolve = resolve
    this.#reject = reject
    options.signal?.addEventListener('abort', this.#aborted)
    outgoing.on('response', (message) => this.#answered(message))
    outgoing.on('error', (error) => this.fail(error))
    outgoing.on('timeout', () => this.#timedOut())
    if (options.isAsking || isStreamed(options.source)) this.#send().catch((error: unknown) => this.#fail(error))
    else outgoing.end(bytesOf(options.source))
  }

  /** Ends it with what the connection failed with. */
  fail(error: unknown): void {
    this.#fail(failureOf(error, this.#options.signal))
  }

  /** Ends it well: the answer is complete. */
  finish(): void {
    // A body that was not wanted leaves a connection on which nobody knows where the next request begins.
    if (this.#over() && !this.#outgoing.writableEnded) this.#outgoing.destroy()
  }

  /** Ends it and gives the connection up. */
  abandon(): void {
    if (this.#over()) this.#outgoing.destroy()
  }

  /** Counts the time anew, because the caller did not take bytes meanwhile. */
  restartTimer(): void {
    this.#outgoing.socket?.setTimeout(this.#options.timeoutMs)
  }

  readonly #aborted = (): void => this.fail(undefined)

  #over(): boolean {
    if (this.#isOver) return false
    this.#isOver = true
    this.#options.signal?.removeEventListener('abort', this.#aborted)
    this.#wake?.()
    this.#options.over()
    return true
  }

  #fail(failure: unknown): void {
    if (!this.#over()) return
    this.#outgoing.destroy()
    this.#body?.fail(failure)
    this.#reject(failure)
  }

  #timedOut(): void {
    const { socket } = this.#outgoing
    if (!socket || socket.connecting || this.#isReading || this.#body?.isPaused) return
    this.#fail(new TransportError(this.#body ? 'The answer stopped arriving.' : 'No answer came in time.', { code: 'IdleTimeout' }))
  }

  #answered(message: IncomingMessage): void {
    const headers = headersOf(message)
    const status = message.statusCode ?? 0
    this.#isRefused = status >= 300
    this.#wake?.()
    let body = emptyBody
    if (headers['content-length'] === '0' || this.#options.method === 'HEAD' || status === 204 || status === 304) {
      // What is empty holds no connection.
      message.resume()
      this.finish()
    } else {
      this.#body = new HttpBody(message, this)
      body = this.#body
    }
    this.#resolve({ status, headers, body })
  }

  async #send(): Promise<void> {
    const { source, sizeBytes, isAsking } = this.#options
    if (isAsking) await this.#agreement()
    if (this.#isDone()) return
    if (!isStreamed(source)) {
      this.#outgoing.end(bytesOf(source))
      return
    }
    let sentBytes = 0
    this.#isReading = true
    for await (const chunk of chunksOf(source)) {
      this.#isReading = false
      if (this.#isDone()) return
      sentBytes += chunk.byteLength
      if (sentBytes > (sizeBytes ?? sentBytes)) throw wrongLength()
      // Waiting until it has left bounds the memory, and lets sources use theirs again.
      if (!this.#outgoing.write(chunk)) await this.#woken('drain')
      if (this.#isDone()) return
      this.#isReading = true
    }
    this.#isReading = false
    if (sentBytes < (sizeBytes ?? sentBytes)) throw wrongLength()
    this.#outgoing.end()
  }

  /** Whether nobody wants more of the body. */
  #isDone(): boolean {
    return this.#isOver || this.#isRefused
  }

  /** Waits until the service agrees to the body, refuses it, or says nothing for a while. */
  async #agreement(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    // The time runs from when the service can know of it.
    this.#outgoing.once('socket', (socket) => {
      const start = () => {
        timer = setTimeout(() => this.#wake?.(), agreementMs)
      }
      if (socket.connecting) socket.once('connect', start)
      else start()
    })
    await this.#woken('continue')
    clearTimeout(timer)
  }

  #woken(event: 'drain' | 'continue'): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#wake = undefined
        this.#outgoing.off(event, wake)
        resolve()
      }
      this.#wake = wake
      this.#outgoing.once(event, wake)
    })
  }
}

function isStreamed(source: BodySource | undefined): source is Exclude<BodySource, string | Uint8Array | ArrayBuffer> {
  return typeof source === 'object' && !(source instanceof Uint8Array) && !(source instanceof ArrayBuffer)
}

function bytesOf(source: BodySource | undefined): string | Uint8Array | undefined {
  return source instanceof ArrayBuffer ? new Uint8Array(source) : (source as string | Uint8Array | undefined)
}

/** Node reads headers as Latin-1; services write UTF-8 where they write more than ASCII. */
function headersOf({ headers }: IncomingMessage): Record<string, string> {
  for (const name in headers) {
    const value = headers[name]
    if (typeof value !== 'string') headers[name] = value?.join(', ')
    else if (/[\x80-\xff]/.test(value)) headers[name] = Buffer.from(value, 'latin1').toString()
  }
  return headers as Record<string, string>
}
