const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Decodes the five named entities and all numeric references, also to characters XML 1.0 does not allow, because keys may
 * hold them. `undefined` when there is an `&` that is no reference.
 */
export function decodeEntities(text: string): string | undefined {
  let isGood = true
  const decoded = text.replace(/&(?:([lg]t|amp|quot|apos);|#(\d+|x[\da-fA-F]+);)?/g, (_match, name?: string, number?: string) => {
    // `0x1f` is a number to JavaScript, too.
    const code = Number(`0${number}`)
    if (name) return named[name]!
    // Halves of surrogate pairs are no characters.
    if (code <= 0x10ffff && (code & ~0x7ff) !== 0xd800) return String.fromCodePoint(code)
    isGood = false
    return ''
  })
  return isGood ? decoded : undefined
}
