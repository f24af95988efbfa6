import type { ByteRange, GetObjectInput } from '@cos/core'
import { InputError } from '@cos/core'
import type { Layout, StoredRange } from '../formats/object-format.js'

/** Reads the range that a caller asks for. */
export function wantedRange(range: GetObjectInput['range']): ByteRange | undefined {
  if (typeof range !== 'string') return range
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range.trim()) ?? []
  if (first === '' && last === '') throw new InputError('must be one range such as { first: 0, last: 9 } or bytes=0-9', { member: 'range' })
  if (first === '') return { suffixLength: Number(last) }
  return last === '' ? { first: Number(first) } : { first: Number(first), last: Number(last) }
}

/** The range to ask the service for. */
export function storedRange(layout: Layout, wanted: ByteRange | undefined): ByteRange | undefined {
  if (!wanted) return undefined
  if (!('suffixLength' in wanted)) return asRange(layout.storedRange(wanted.first, wanted.last))
  const suffixLength = layout.storedSuffix(wanted.suffixLength)
  return suffixLength === undefined ? undefined : { suffixLength }
}

function asRange({ first, last }: StoredRange): ByteRange | undefined {
  return first === 0 && last === undefined ? undefined : { first, last }
}

/** The bytes `first` to `last` of a content of this length that are wanted; `undefined` when there is none. */
export function wantedBytes(
  wanted: ByteRange | undefined,
  sizeBytes: number,
): { readonly first: number; readonly last: number } | undefined {
  if (!wanted) return { first: 0, last: sizeBytes - 1 }
  const first = 'suffixLength' in wanted ? Math.max(0, sizeBytes - wanted.suffixLength) : wanted.first
  const last = 'suffixLength' in wanted ? sizeBytes - 1 : Math.min(wanted.last ?? sizeBytes - 1, sizeBytes - 1)
  return first <= last ? { first, last } : undefined
}
