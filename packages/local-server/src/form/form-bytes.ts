import { Fault } from '../fault.js'

const maxHeadBytes = 8192

/** The bytes of a form, taken apart at its boundaries as they arrive: at most a chunk and a boundary are held. */
export class FormBytes {
  readonly #chunks: AsyncIterator<Uint8Array>
  readonly #delimiter: Buffer
  /** What was received and not yet given. The first boundary need not have a line end before it. */
  #held: Buffer = Buffer.from('\r\n')
  #hasEnded = false

  /** `delimiter`: line end, two dashes, boundary. */
  constructor(body: AsyncIterable<Uint8Array>, delimiter: Buffer) {
    this.#chunks = body[Symbol.asyncIterator]()
    this.#delimiter = delimiter
  }

  /** Gives what is left of the current part, and stands behind its boundary then. */
  async *part(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#held.indexOf(this.#delimiter)
      if (at >= 0) {
        if (at > 0) yield this.#take(at)
        this.#take(this.#delimiter.byteLength)
        return
      }
      const sure = this.#held.byteLength - this.#delimiter.byteLength
      if (sure > 0) yield this.#take(sure)
      await this.#more()
    }
  }

  /** Drops what is left of the current part. */
  async skipPart(): Promise<void> {
    for await (const _ of this.part());
  }

  /** Reads the current part as UTF-8. */
  async text(maxBytes: number): Promise<string> {
    const pieces: Uint8Array[] = []
    let sizeBytes = 0
    for await (const piece of this.part()) {
      sizeBytes += piece.byteLength
      if (sizeBytes > maxBytes) throw new Fault('MalformedPOSTRequest', { message: 'The fields of the form are too long.' })
      pieces.push(piece)
    }
    return Buffer.concat(pieces).toString('utf8')
  }

  /** Behind a boundary: tells whether another part follows. */
  async hasPart(): Promise<boolean> {
    while (this.#held.byteLength < 2) await this.#more()
    const end = this.#take(2).toString('latin1')
    if (end === '\r\n') return true
    if (end !== '--') throw new Fault('MalformedPOSTRequest')
    while (!this.#hasEnded) await this.#more({ isEndFine: true })
    return false
  }

  /** Reads the header lines of a part. */
  async head(): Promise<string> {
    for (;;) {
      const at = this.#held.indexOf('\r\n\r\n')
      if (at >= 0) return this.#take(at + 4).toString('utf8')
      if (this.#held.byteLength > maxHeadBytes) throw new Fault('MalformedPOSTRequest', { message: 'The head of a part is too long.' })
      await this.#more()
    }
  }

  #take(sizeBytes: number): Buffer {
    const taken = this.#held.subarray(0, sizeBytes)
    this.#held = this.#held.subarray(sizeBytes)
    return taken
  }

  async #more({ isEndFine = false } = {}): Promise<void> {
    const { done, value } = await this.#chunks.next()
    if (!done) {
      // What follows the last boundary is read, not kept.
      this.#held = isEndFine ? Buffer.alloc(0) : Buffer.concat([this.#held, value])
      return
    }
    if (!isEndFine) throw new Fault('MalformedPOSTRequest', { message: 'The form ends before its last boundary.' })
    this.#hasEnded = true
  }
}
