import { decodeEntities } from '../decode-entities.js'
import { localName } from '../struct-plan.js'

/** The character code of a slash. */
export const slash = 47
const quote = '&quot;'

/** Thrown to leave the document to the parser. No `Error`: nobody reads its stack. */
export const notMine = Symbol('not mine')

type Attributes = ReadonlyMap<string, string>
/** What a start tag without attributes says. */
export const noAttributes: Attributes = new Map()
const attribute = /[ \t\r\n]+((?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*)=(?:"([^"<>\t\r\n]*)"|'([^'<>\t\r\n]*)')/y

const name = /[A-Za-z_][\w.-]*/y

/** Walks over the tags and texts of a document, from an offset on; whatever is not plain is left to the parser. */
export class TagReader {
  protected readonly text: string
  protected at: number
  /** Offset of the first `&` not yet passed: most text has none, and to look for one in each would cost more than all the rest. */
  private nextReference: number
  /** What the start tag read last said: its attributes, the end tag it asks for, and whether it was its own end. */
  protected attributes = noAttributes
  protected closing = ''
  protected isEmpty = false

  constructor(text: string, at: number) {
    this.text = text
    this.at = at
    this.nextReference = at - 1
  }

  /** The text between two offsets, its references decoded. */
  protected textBetween(start: number, end: number): string {
    const { text } = this
    if (this.nextReference < start) {
      const found = text.indexOf('&', start)
      this.nextReference = found < 0 ? text.length : found
    }
    if (this.nextReference >= end) return text.slice(start, end)
    // Every entity tag stands in quotes, and nothing else in it is a reference.
    const inner = start + quote.length
    if (text.startsWith(quote, start) && text.indexOf('&', inner) === end - quote.length && text.startsWith(quote, end - quote.length)) {
      return `"${text.slice(inner, end - quote.length)}"`
    }
    return decoded(text.slice(start, end))
  }

  /** Reads any start tag and returns its name. */
  protected startTag(): string {
    const { text } = this
    if (text.charCodeAt(this.at) !== 60) throw notMine
    name.lastIndex = this.at + 1
    const found = name.exec(text)?.[0]
    if (found === undefined) throw notMine
    this.at += found.length + 1
    this.attributes = noAttributes
    if (text.charCodeAt(this.at) !== 62) this.readAttributeList()
    this.isEmpty = text.charCodeAt(this.at) === slash
    if (this.isEmpty) this.at++
    if (text.charCodeAt(this.at++) !== 62) throw notMine
    this.closing = `</${found}>`
    return found
  }

  private readAttributeList(): void {
    const found = new Map<string, string>()
    for (;;) {
      attribute.lastIndex = this.at
      const match = attribute.exec(this.text)
      if (!match) break
      this.at = attribute.lastIndex
      const full = match[1]!
      const value = decoded(match[2] ?? match[3]!)
      if (full === 'xmlns' || full.startsWith('xmlns:')) continue
      if (found.has(localName(full))) throw notMine
      found.set(localName(full), value)
    }
    this.skipSpace()
    this.attributes = found
  }

  protected skipSpace(): void {
    const { text } = this
    for (;;) {
      const code = text.charCodeAt(this.at)
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return
      this.at++
    }
  }
}

function decoded(raw: string): string {
  const text = raw.includes('&') ? decodeEntities(raw) : raw
  if (text === undefined) throw notMine
  return text
}
