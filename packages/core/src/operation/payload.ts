/// <reference lib="esnext.disposable" preserve="true" />
import type { ResponseBody } from '../transport/transport.js'

/** The bytes of an answer. They can be read once, in one of these ways; `cancel` gives them up and frees the connection. */
export class Payload implements AsyncIterable<Uint8Array> {
  /** Length in bytes, when the answer says. */
  readonly sizeBytes: number | undefined
  #body: ResponseBody | undefined

  constructor(body: ResponseBody, sizeBytes?: number) {
    this.#body = body
    this.sizeBytes = sizeBytes
  }

  #take(): ResponseBody {
    const body = this.#body
    if (!body) throw new TypeError('The payload was read already. Send the command again for a second copy.')
    this.#body = undefined
    return body
  }

  /** Reads everything into memory. */
  async bytes(): Promise<Uint8Array> {
    return await this.#take().bytes()
  }

  /** Reads everything as UTF-8. */
  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes())
  }

  /** Reads everything as JSON. */
  async json(): Promise<unknown> {
    return JSON.parse(await this.text())
  }

  /** Reads chunk by chunk. Leaving the loop early frees the connection. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this.#take()[Symbol.asyncIterator]()
  }

  /** The bytes as a web stream. In Node, `Readable.from(payload)` or `Readable.fromWeb(payload.stream())` makes a Node stream. */
  stream(): ReadableStream<Uint8Array> {
    const iterator = this[Symbol.asyncIterator]()
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const { done, value } = await iterator.next()
          if (done) controller.close()
          else controller.enqueue(value)
        },
        async cancel(reason) {
          await iterator.return?.(reason)
        },
      },
      { highWaterMark: 0 },
    )
  }

  /** Gives the bytes up and frees the connection. Harmless when they were read. */
  async cancel(): Promise<void> {
    const body = this.#body
    this.#body = undefined
    await body?.cancel()
  }

  /** The same as {@link cancel}: `await using payload = output.body`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.cancel()
  }
}
