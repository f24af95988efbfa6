import { chunksOf, InputError } from '@cos/core'
import { joined } from '../operations/form.js'

/** Where the bytes of an upload come from. Text and `file:` URLs are paths, in Node, Bun and Deno only. */
export type V4UploadSource = string | URL | Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

/** A source of known length that can be read anywhere, any number of times. */
export interface SizedSource {
  readonly sizeBytes: number
  /** Reads bytes that are there. What it returns is good until the caller is done with it. */
  read(offset: number, sizeBytes: number): Promise<Uint8Array>
  /** Fails when the source is no longer what it was at the start. */
  checkUnchanged?(): Promise<void>
  close?(): Promise<void>
}

/** A source that is read once, from its beginning. */
export interface StreamSource {
  readonly sizeBytes?: undefined
  readonly chunks: AsyncIterator<Uint8Array>
}

/** Opens bytes, a Blob, or a stream. */
export function openContent(source: Exclude<V4UploadSource, string | URL>): SizedSource | StreamSource {
  if (typeof Blob !== 'undefined' && source instanceof Blob) {
    return {
      sizeBytes: source.size,
      read: async (offset, sizeBytes) => new Uint8Array(await source.slice(offset, offset + sizeBytes).arrayBuffer()),
    }
  }
  const bytes = source instanceof ArrayBuffer ? new Uint8Array(source) : source instanceof Uint8Array ? source : undefined
  if (bytes) return { sizeBytes: bytes.byteLength, read: async (offset, sizeBytes) => bytes.subarray(offset, offset + sizeBytes) }
  if (typeof source !== 'object' || source === null)
    throw new InputError('must be a path, bytes, a Blob or a stream of bytes', { member: 'source' })
  return { chunks: chunksOf(source)[Symbol.asyncIterator]() }
}

/** Takes bytes from a stream in pieces of a size of the caller's choice. */
export class StreamReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  #rest = new Uint8Array(0)

  constructor({ chunks }: StreamSource) {
    this.#chunks = chunks
  }

  /** Reads so many bytes; fewer only at the end of the stream. */
  async read(sizeBytes: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = []
    let missing = sizeBytes
    while (missing > 0) {
      if (this.#rest.byteLength === 0) {
        const { done, value } = await this.#chunks.next()
        if (done) break
        if (!(value instanceof Uint8Array)) throw new InputError('gave something that is not bytes', { member: 'source' })
        this.#rest = new Uint8Array(value)
      }
      const piece = this.#rest.subarray(0, missing)
      pieces.push(piece)
      missing -= piece.byteLength
      this.#rest = this.#rest.subarray(piece.byteLength)
    }
    return joined(pieces)
  }

  /** Lets the stream go. */
  async close(): Promise<void> {
    await this.#chunks.return?.()
  }
}
