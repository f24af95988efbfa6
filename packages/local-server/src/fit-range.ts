import type { ByteRange } from '@cos/core'
import type { ByteRange as StoredRange } from './store/store.js'

/** Fits a range to an object: what it has of it, or undefined when that is nothing. */
export function fitRange(range: ByteRange, sizeBytes: number): StoredRange | undefined {
  if ('suffixLength' in range) {
    return range.suffixLength === 0 || sizeBytes === 0 ? undefined : { start: Math.max(0, sizeBytes - range.suffixLength), end: sizeBytes }
  }
  if (range.first >= sizeBytes) return undefined
  return { start: range.first, end: Math.min(sizeBytes, (range.last ?? sizeBytes) + 1) }
}
