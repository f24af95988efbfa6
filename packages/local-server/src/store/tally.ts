import { createHash, hash } from 'node:crypto'
import { Crc64 } from '@cos/core'

/** The checksums of a body. */
export interface Tally {
  readonly sizeBytes: number
  readonly md5: string
  readonly sha1?: string | undefined
  readonly crc64: bigint
}

/** Computes the checksums of bytes at hand. */
export function tallyOf(bytes: Uint8Array, digests: readonly 'sha1'[]): Tally {
  return {
    sizeBytes: bytes.byteLength,
    md5: hash('md5', bytes),
    sha1: digests.includes('sha1') ? hash('sha1', bytes) : undefined,
    crc64: new Crc64().update(bytes).digest(),
  }
}

/** Computes the checksums of a body that passes by. */
export function runningTally(digests: readonly 'sha1'[]): { add(chunk: Uint8Array): void; result(): Tally } {
  const md5 = createHash('md5')
  const sha1 = digests.includes('sha1') ? createHash('sha1') : undefined
  const crc64 = new Crc64()
  let sizeBytes = 0
  return {
    add(chunk) {
      sizeBytes += chunk.byteLength
      md5.update(chunk)
      sha1?.update(chunk)
      crc64.update(chunk)
    },
    result: () => ({ sizeBytes, md5: md5.digest('hex'), sha1: sha1?.digest('hex'), crc64: crc64.digest() }),
  }
}
