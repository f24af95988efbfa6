import { Fault } from '../fault.js'

const maxKeyBytes = 128
const maxValueBytes = 256

/** Refuses tags that a bucket or object cannot have. */
export function checkTags(tags: readonly { readonly key: string; readonly value: string }[], most: number): void {
  if (tags.length > most) throw new Fault('InvalidTag', { message: `There are ${tags.length} tags; ${most} are the most.` })
  const keys = new Set<string>()
  for (const { key, value } of tags) {
    const fits = key !== '' && Buffer.byteLength(key) <= maxKeyBytes && Buffer.byteLength(value) <= maxValueBytes
    if (!fits)
      throw new Fault('InvalidTag', { message: `A tag has a key of 1 to ${maxKeyBytes} bytes and a value of up to ${maxValueBytes}.` })
    // Which characters are allowed is not confirmed by two sources [?].
    if (!/^[\p{L}\p{M}\p{N} +\-=._:/@]*$/u.test(key + value))
      throw new Fault('InvalidTag', { message: 'A tag holds a character that is not allowed.' })
    if (keys.has(key)) throw new Fault('InvalidTag', { message: 'A key comes twice.' })
    keys.add(key)
  }
}
