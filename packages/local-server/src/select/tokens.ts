import { Fault } from '../fault.js'

/** A word of a query. The text of a quoted one is what stands between its quotes. */
export interface Token {
  readonly kind: 'name' | 'quoted-name' | 'text' | 'number' | 'sign' | 'end'
  readonly text: string
  readonly at: number
}

// COS allows 256 KB.
const maxQueryBytes = 262_144
const pattern =
  /\s+|(?<name>[A-Za-z_\u0080-\u{10FFFF}][\w\u0080-\u{10FFFF}]*)|(?<quoted>"(?:[^"]|"")*")|(?<text>'(?:[^']|'')*')|(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<sign><>|!=|<=|>=|\|\||[-+*/%=<>(),.[\]])/uy

/** Cuts a query into words. What is no word of the language (a comment or a semicolon, for example) is refused. */
export function tokensOf(query: string): Token[] {
  if (Buffer.byteLength(query) > maxQueryBytes) throw new Fault('SQLParsingError', { message: `A query may have ${maxQueryBytes} bytes.` })
  const tokens: Token[] = []
  let at = 0
  while (at < query.length) {
    pattern.lastIndex = at
    const match = pattern.exec(query)
    if (!match || query.startsWith('--', at)) throw sqlFault(query.slice(at, at + 16), at)
    const { name, quoted, text, number, sign } = match.groups!
    if (name !== undefined) tokens.push({ kind: 'name', text: name, at })
    else if (quoted !== undefined) tokens.push({ kind: 'quoted-name', text: quoted.slice(1, -1).replaceAll('""', '"'), at })
    else if (text !== undefined) tokens.push({ kind: 'text', text: text.slice(1, -1).replaceAll("''", "'"), at })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign === '!=' ? '<>' : sign, at })
    at = pattern.lastIndex
  }
  tokens.push({ kind: 'end', text: '', at })
  return tokens
}

/** The fault of a query that is not understood, told where. */
export function sqlFault(text: string, at: number): Fault {
  const what = text === '' ? 'ends too early' : `is not understood at ${JSON.stringify(text.slice(0, 32))}`
  return new Fault('SQLParsingError', { message: `The query ${what} (character ${at + 1}).` })
}
