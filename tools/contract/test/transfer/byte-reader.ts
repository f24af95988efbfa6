import type { Socket } from 'node:net'

const mostHeldBytes = 65_536

/** Reads a socket piece by piece. While nobody takes what it holds, the socket waits; otherwise it hears when the other side goes. */
export class ByteReader {
  readonly #socket: Socket
  #held: Buffer = Buffer.alloc(0)
  #hasEnded = false
  #wake = () => {}

  constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => {
      this.#held = this.#held.byteLength === 0 ? chunk : Buffer.concat([this.#held, chunk])
      if (this.#held.byteLength > mostHeldBytes) socket.pause()
      this.#wake()
    })
    const end = () => {
      this.#hasEnded = true
      this.#wake()
    }
    socket.on('end', end).on('close', end)
  }

  /** Everything up to a mark, the mark included; nothing at the end. */
  async until(mark: string): Promise<Buffer | undefined> {
    for (;;) {
      const at = this.#held.indexOf(mark)
      if (at >= 0) return this.#cut(at + mark.length)
      if (!(await this.#more())) return undefined
    }
  }

  /** So many bytes, as they come. */
  async *take(count: number): AsyncGenerator<Buffer, void> {
    for (let missing = count; missing > 0; ) {
      if (this.#held.byteLength === 0 && !(await this.#more())) throw new Error('The connection ended in the middle of a request.')
      const chunk = this.#cut(Math.min(missing, this.#held.byteLength))
      missing -= chunk.byteLength
      yield chunk
    }
  }

  /** Waits for bytes; false when there are no more. */
  async #more(): Promise<boolean> {
    const { byteLength } = this.#held
    while (this.#held.byteLength === byteLength && !this.#hasEnded) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    return this.#held.byteLength > byteLength
  }

  #cut(count: number): Buffer {
    const cut = this.#held.subarray(0, count)
    this.#held = this.#held.subarray(count)
    if (this.#held.byteLength <= mostHeldBytes) this.#socket.resume()
    return cut
  }
}
