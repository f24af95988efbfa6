import { Fault } from '../fault.js'

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', b: '\b', 0: '\0', '\\': '\\', '"': '"', "'": "'" }

/** Reads a delimiter: the character itself, or its escaped form, because XML cannot carry most control characters. */
export function delimiter(text: string | undefined, byDefault: string, name: string, mostCharacters = 1): string {
  const value = text ? unescaped(text) : byDefault
  const isRight = Buffer.byteLength(value) <= mostCharacters
  if (!isRight)
    throw new Fault('InvalidRequestParameter', { message: `${name} may have ${mostCharacters} byte${mostCharacters > 1 ? 's' : ''}.` })
  return value
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|([nrtfb0\\"']))/g, (_, code: string | undefined, letter: string) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : escapes[letter]!,
  )
}
