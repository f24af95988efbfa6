import type { IncomingMessage } from 'node:http'
import type { HttpExchange } from './http-exchange.js'
import type { ResponseBody } from './transport.js'

/** So much may wait for a slow reader before the connection is paused. */
const mostWaitingBytes = 256 * 1024
/** Reading so few costs less than another connection. */
const mostDrainedBytes = 128 * 1024

/** The bytes of an answer as they come over a connection. */
export class HttpBody implements ResponseBody {
  readonly #message: IncomingMessage
  readonly #exchange: HttpExchange
  #chunks: Uint8Array[] = []
  #waitingBytes = 0
  #isComplete = false
  #failure: { readonly error: unknown } | undefined
  #wake: (() => void) | undefined
  #mostBytes = mostWaitingBytes
  /** True while bytes may come and nobody takes them. */
  isPaused = false

  /** It reads at once, so that a small body nobody reads gives its connection back, and does not keep a process from ending. */
  constructor(message: IncomingMessage, exchange: HttpExchange) {
    this.#message = message
    this.#exchange = exchange
    message.on('error', (error) => exchange.fail(error))
    message.on('data', (chunk: Uint8Array) => {
      this.#chunks.push(chunk)
      this.#waitingBytes += chunk.byteLength
      if (this.#waitingBytes > this.#mostBytes) {
        this.isPaused = true
        message.pause()
      }
      this.#wake?.()
    })
    message.once('end', () => {
      this.#isComplete = true
      exchange.finish()
      this.#wake?.()
    })
  }

  /** Ends the reading: what is left will not come. */
  fail(error: unknown): void {
    this.#failure = { error }
    this.#wake?.()
  }

  async bytes(): Promise<Uint8Array> {
    this.#mostBytes = Number.POSITIVE_INFINITY
    this.#resume()
    while (!this.#isComplete) await this.#more()
    const all = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks, this.#waitingBytes)
    // A plain array, because `slice` of a Buffer makes no copy.
    return new Uint8Array(all.buffer, all.byteOffset, all.byteLength)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const chunks = this.#chunks
        this.#chunks = []
        this.#waitingBytes = 0
        for (const chunk of chunks) yield chunk
        if (this.#chunks.length > 0) continue
        if (this.#isComplete) return
        this.#resume()
        await this.#more()
      }
    } finally {
      await this.cancel()
    }
  }

  async cancel(): Promise<void> {
    if (this.#isComplete || this.#failure) return
    const { headers, complete } = this.#message
    this.#chunks = []
    if (!complete && !(Number(headers['content-length']) <= mostDrainedBytes)) return this.#exchange.abandon()
    this.#message.removeAllListeners('data')
    this.#message.once('end', () => this.#exchange.finish())
    this.#resume()
    this.#message.resume()
  }

  #resume(): void {
    if (!this.isPaused) return
    this.isPaused = false
    this.#exchange.restartTimer()
    this.#message.resume()
  }

  /** Waits until more has come; fails when nothing will. */
  async #more(): Promise<void> {
    if (!this.#failure) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    this.#throwFailure()
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.error
  }
}
