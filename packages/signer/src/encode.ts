/** Percent-encodes text as COS signs it: UTF-8, upper-case hex, only `A-Z a-z 0-9 - . _ ~` left bare. */
export function percentEncode(text: string): string {
  return /^[\w.~-]*$/.test(text) ? text : encodeURIComponent(text).replace(/[!'()*]/g, escapeCharacter)
}

function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
