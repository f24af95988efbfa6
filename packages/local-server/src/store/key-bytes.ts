/**
 * A key as its UTF-8 bytes, one character (U+0000–U+00FF) per byte. JavaScript compares strings by UTF-16 code units, COS
 * compares keys by UTF-8 bytes; on this form the language's own `<`, `startsWith` and `indexOf` are the right ones.
 */
export type KeyBytes = string

const notAscii = /[\u0080-\uffff]/

/** Turns text into its UTF-8 bytes. */
export function toKeyBytes(text: string): KeyBytes {
  return notAscii.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text
}

/** Turns UTF-8 bytes back into text. */
export function fromKeyBytes(bytes: KeyBytes): string {
  return notAscii.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes
}

/** Gives the least bytes greater than everything that starts with `prefix`; `undefined` when there is none, as for no prefix. */
export function afterPrefix(prefix: KeyBytes): KeyBytes | undefined {
  if (prefix === '') return undefined
  // A byte of UTF-8 text is never 0xFF, so the last one can always be raised.
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)
}
