import { refuse } from './signer-error.js'

/** Percent-encodes text as COS signs it: UTF-8, upper-case hex, only `A-Z a-z 0-9 - . _ ~` left bare. */
export function percentEncode(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text
  if (/\p{Cs}/u.test(text)) refuse('request', 'holds half a surrogate pair')
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}
