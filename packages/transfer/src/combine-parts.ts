import { combineCrc64 } from '@cos/core'

/** What is known of one part that was moved. */
export interface PartChecksum {
  readonly sizeBytes: number
  /** Unsigned decimal text; absent when the service gave none. */
  readonly crc64: string | undefined
}

/** Combines the checksums of parts, in order, into that of the whole; `undefined` when one is missing. */
export function combineParts(parts: readonly PartChecksum[]): string | undefined {
  let whole = 0n
  for (const { crc64, sizeBytes } of parts) {
    if (crc64 === undefined) return undefined
    whole = combineCrc64(whole, BigInt(crc64), sizeBytes)
  }
  return whole.toString()
}
