import { XmlError } from '@cos/xml'
import { documented } from '#documented'
import { codec } from '../../operation/bindings.js'

/** A range of bytes: from `first` to `last`, both included; from `first` to the end; or the last `suffixLength` bytes. */
export type ByteRange = { readonly first: number; readonly last?: number | undefined } | { readonly suffixLength: number }

/** Reads the text of a range; `undefined` when it is malformed, which COS ignores. */
export function parseByteRange(text: string): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(text.trim())
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  if (match[1] === '') return { suffixLength: Number(match[2]) }
  const range = match[2] === '' ? { first: Number(match[1]) } : { first: Number(match[1]), last: Number(match[2]) }
  return range.last !== undefined && range.last < range.first ? undefined : range
}

/** A range given as an object, or in its wire form `bytes=0-9`. */
export const byteRange = codec<ByteRange | string>({
  format(value, member) {
    const range = typeof value === 'string' ? parseByteRange(value) : value
    if (range === undefined || typeof range !== 'object')
      throw new XmlError('must be one range such as { first: 0, last: 9 } or bytes=0-9', member)
    if ('suffixLength' in range) return `bytes=-${whole(range.suffixLength, `${member}.suffixLength`)}`
    const first = whole(range.first, `${member}.first`)
    if (range.last === undefined) return `bytes=${first}-`
    if (whole(range.last, `${member}.last`) < first) throw new XmlError('must not be below first', `${member}.last`)
    return `bytes=${first}-${range.last}`
  },
  parse: documented(parseByteRange),
  sample: documented({ first: 0, last: 9 }),
})

function whole(value: unknown, member: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new XmlError('must be a whole number, 0 or more', member)
  return value as number
}
