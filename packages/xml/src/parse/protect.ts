import { XmlError } from '../xml-error.js'

// Comments, CDATA and tags are matched whole, so that what follows them here applies to text only.
const token =
  /<!(?!--|\[CDATA\[)|<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<[^>]*>|[\0-\x08\v-\x1f\ufffe\uffff\uf8ff]|&#(?:x([\da-f]+)|(\d+));/gi

/**
 * Refuses document types, and hides from the parser what it would refuse or change: control characters, which keys may
 * hold, and carriage returns, which it would turn into line feeds. {@link restore} brings them back.
 */
export function protect(text: string): string {
  return text.trimEnd().replace(token, (match, hex?: string, decimal?: string) => {
    if (match === '<!') throw new XmlError('The document has a document type or another declaration inside.', '', { code: 'MalformedXml' })
    if (match[0] === '<') return match
    const code = hex ? Number.parseInt(hex, 16) : decimal ? Number.parseInt(decimal, 10) : match.charCodeAt(0)
    const isOdd = code < 32 || code === 0xfffe || code === 0xffff || code === 0xf8ff
    return isOdd ? `\uf8ff${code.toString(16).padStart(4, '0')}` : match
  })
}

/** Brings back what {@link protect} hid. */
export function restore(text: string): string {
  return text.replace(/\uf8ff([\da-f]{4})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
