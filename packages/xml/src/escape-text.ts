import { XmlError } from './xml-error.js'

/** Writes the text of an element; throws an `XmlError` that names `path` for what it cannot write. */
export type Escape = (text: string, path: string) => string

// With the `u` flag the last class matches only halves of surrogate pairs.
const special = /[&<>"\r\0-\x08\v\f\x0e-\x1f\ufffe\uffff\ud800-\udfff]/gu
const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Writes text that XML 1.0 can carry. */
export const escapeText: Escape = (text, path) =>
  text.replace(special, (character) => {
    const name = names[character]
    if (name) return name
    // A carriage return is legal but read back as a line feed unless it is a reference.
    if (character === '\r') return '&#xd;'
    const hex = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    throw new XmlError(`holds U+${hex}, which XML 1.0 cannot carry`, path)
  })

/** Writes control characters, too, as references that lenient parsers read. Halves of surrogate pairs remain refused. */
export const escapeAnything: Escape = (text, path) =>
  text
    .split(/([\0-\x08\v\f\x0e-\x1f\ufffe\uffff])/)
    .map((piece, index) => (index % 2 ? reference(piece) : escapeText(piece, path)))
    .join('')

/** In attributes parsers turn tabs and line feeds into spaces, so they travel as references too. */
export function escapeAttribute(text: string, path: string, encode: Escape): string {
  return encode(text, path).replace(/[\t\n]/g, reference)
}

/** Writes an attribute; the prefix `xsi` is declared where it is used. */
export function writeAttribute(name: string, text: string, path: string, encode: Escape): string {
  const declaration = name.startsWith('xsi:') ? ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' : ''
  return `${declaration} ${name}="${escapeAttribute(text, path, encode)}"`
}

function reference(character: string): string {
  return `&#x${character.charCodeAt(0).toString(16)};`
}
