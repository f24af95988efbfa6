/**
 * Percent-encodes text as COS signs it: UTF-8, upper-case hex, only `A-Z a-z 0-9 - . _ ~` left bare. Half a surrogate pair, which
 * has no UTF-8, is a `URIError`.
 */
export function percentEncode(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}
