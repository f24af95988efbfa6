const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const reference = /&(?:(\w+);|#(\d+);|#x([\da-fA-F]+);)?/g

/**
 * Decodes the five named entities and all numeric references, also to characters XML 1.0 does not allow, because keys may
 * hold them. `undefined` when there is an `&` that is no reference.
 */
export function decodeEntities(text: string): string | undefined {
  let isGood = true
  const decoded = text.replace(reference, (_match, name?: string, decimal?: string, hex?: string) => {
    const code = decimal ? Number.parseInt(decimal, 10) : hex ? Number.parseInt(hex, 16) : -1
    const isCharacter = code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    const character = isCharacter ? String.fromCodePoint(code) : name && Object.hasOwn(named, name) ? named[name] : undefined
    if (character === undefined) isGood = false
    return character ?? ''
  })
  return isGood ? decoded : undefined
}
