/** Keys that clients get wrong, without those that an official SDK cannot send or read back. */
export const keys: readonly string[] = [
  'plain.txt',
  'a b',
  'a+b',
  'a%20b',
  '100%',
  'a~b',
  "!'()*",
  '$&,:;=@',
  'a?b=c',
  'a#b',
  'quote".txt',
  '<tag>&amp;',
  'brackets[1]{2}|^`',
  'ä/ö/ü',
  '照片/猫.jpg',
  '\u{1f600}',
  '.hidden',
  'a..b/c.d',
  'double//slash',
  'folder/',
  'folder/1',
  'folder/2',
  'folder/sub/3',
]
/** What is stored under a key. */
export const bytesOf = (key: string): Uint8Array => new TextEncoder().encode(`bytes of ${key}`)
/** Bytes of a file that is sent in parts. */
export function bigBytes(): Uint8Array {
  const bytes = new Uint8Array(5 * 1024 * 1024 + 321)
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = (at * 31 + (at >> 8)) & 255
  return bytes
}
/** The name the big file is stored under. */
export const bigKey = 'big/fil\u00e9 1.bin'
