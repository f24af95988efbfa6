import { type Crc64State, crc64Kernel } from './crc64-kernel.js'

/**
 * Computes the CRC-64/XZ checksum that COS reports in `x-cos-hash-crc64ecma`, chunk by chunk.
 * Any number of these may be in use at a time; each keeps its own state.
 */
export class Crc64 {
  readonly #state: Crc64State = { low: 0, high: 0 }
  #lengthBytes = 0

  /** Takes in the next bytes. They are read before this returns, so the caller may use the memory again. */
  update(chunk: Uint8Array): this {
    crc64Kernel().update(this.#state, chunk)
    this.#lengthBytes += chunk.byteLength
    return this
  }

  /** Returns the checksum of everything taken in so far, 0 for nothing; more may follow. */
  digest(): bigint {
    return (BigInt(this.#state.high) << 32n) | BigInt(this.#state.low)
  }

  /** Returns the checksum as COS writes it: unsigned decimal text. */
  digestText(): string {
    return this.digest().toString()
  }

  /** Counts the bytes taken in so far. */
  get lengthBytes(): number {
    return this.#lengthBytes
  }
}

/** Computes the CRC-64/XZ checksum of `bytes`, as COS reports it in `x-cos-hash-crc64ecma` (there as decimal text). */
export function crc64(bytes: Uint8Array): bigint {
  return new Crc64().update(bytes).digest()
}
