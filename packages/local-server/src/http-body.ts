import type { IncomingMessage, ServerResponse } from 'node:http'
import { BodyFailure } from './body-failure.js'
import type { Fault } from './fault.js'
import type { RequestBody } from './server-request.js'

/** What is read of a refused body before the connection is cut, so that a client that is still sending gets to see the answer. */
const drainedBytes = 64 * 1024 ** 2

/** The body of a request on a socket. */
export class HttpBody implements RequestBody {
  readonly sizeBytes: number | undefined
  readonly #request: IncomingMessage
  readonly #response: ServerResponse
  #awaitsContinue: boolean
  #isListening = false
  #isWaiting = false
  #failure: unknown
  #wake: (() => void) | undefined

  constructor(request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean) {
    this.#request = request
    this.#response = response
    this.#awaitsContinue = awaitsContinue
    const length = request.headers['content-length']
    if (length !== undefined) this.sizeBytes = Number(length)
    else this.sizeBytes = request.headers['transfer-encoding'] === undefined ? 0 : undefined
  }

  /** True while somebody waits for bytes from the client. */
  get isWaiting(): boolean {
    return this.#isWaiting
  }

  /** True when the client waits for a word before it sends, and will not send now. */
  get wasNotInvited(): boolean {
    return this.#awaitsContinue
  }

  /** True when reading ended, or will end, in an error. */
  get hasFailed(): boolean {
    return this.#failure !== undefined
  }

  async bytes(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = []
    for await (const chunk of this) chunks.push(chunk)
    return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    if (this.sizeBytes === 0) return
    this.#begin()
    for (;;) {
      const chunk = this.#request.read() as Buffer | null
      if (chunk !== null) yield chunk
      else if (this.#failure !== undefined) throw this.#failure
      else if (this.#request.readableEnded) return
      else await this.#change()
    }
  }

  /** Ends the reading in an error. */
  fail(error: Fault | BodyFailure): void {
    this.#failure ??= error
    this.#wake?.()
  }

  /** Takes the rest off the connection, so that the next request can follow. */
  drain(): void {
    const request = this.#request
    if (request.readableEnded || request.destroyed) return
    let leftBytes = drainedBytes
    request.removeAllListeners('readable')
    request.on('data', (chunk: Buffer) => {
      leftBytes -= chunk.byteLength
      if (leftBytes < 0) request.destroy()
    })
    request.resume()
  }

  #begin(): void {
    if (this.#awaitsContinue) {
      this.#awaitsContinue = false
      this.#response.writeContinue()
    }
    if (this.#isListening) return
    this.#isListening = true
    const wake = () => this.#wake?.()
    this.#request.on('readable', wake).on('end', wake)
    this.#request.on('error', (error) => this.fail(new BodyFailure(error)))
    this.#request.on('close', () => {
      if (!this.#request.readableEnded) this.fail(new BodyFailure(new Error('The connection was closed.')))
    })
  }

  async #change(): Promise<void> {
    this.#isWaiting = true
    await new Promise<void>((resolve) => {
      this.#wake = resolve
    })
    this.#isWaiting = false
    this.#wake = undefined
  }
}
