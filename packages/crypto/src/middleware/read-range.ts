import { type ByteRange, type GetObjectInput, InputError, parseByteRange } from '@cos/core'
import type { Layout } from '../formats/object-format.js'

/** Reads the range that a caller asks for. */
export function wantedRange(range: GetObjectInput['range']): ByteRange | undefined {
  if (typeof range !== 'string') return range
  const wanted = parseByteRange(range)
  if (wanted) return wanted
  throw new InputError('must be one range such as { first: 0, last: 9 } or bytes=0-9', { member: 'range' })
}

/** The range to ask the service for. */
export function storedRange(layout: Layout, wanted: ByteRange | undefined): ByteRange | undefined {
  if (!wanted) return undefined
  if ('suffixLength' in wanted) {
    const suffixLength = layout.storedSuffix(wanted.suffixLength)
    return suffixLength === undefined ? undefined : { suffixLength }
  }
  const range = layout.storedRange(wanted.first, wanted.last)
  return range.first === 0 && range.last === undefined ? undefined : range
}

/** The bytes `first` to `last` of a content of this length that are wanted; `undefined` when there is none. */
export function wantedBytes(
  wanted: ByteRange | undefined,
  sizeBytes: number,
): { readonly first: number; readonly last: number } | undefined {
  const { suffixLength = sizeBytes, first = Math.max(0, sizeBytes - suffixLength), last = sizeBytes }: Partial<AnyRange> = wanted ?? {}
  const end = Math.min(last, sizeBytes - 1)
  return first <= end || !wanted ? { first, last: end } : undefined
}

interface AnyRange {
  readonly suffixLength: number
  readonly first: number
  readonly last: number | undefined
}
