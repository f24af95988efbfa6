import { decodeEntities } from '../decode-entities.js'
import { localName } from '../struct-plan.js'
import { XmlError, type XmlErrorCode } from '../xml-error.js'
import { maxDepth, type XmlNode } from './parse.js'

// CDATA, a comment or an instruction, a tag, or text. What is none of these stops the parser: document types among it.
const token =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\p{L}_][\p{L}\p{N}_:.-]*)((?:\s+[\p{L}_][\p{L}\p{N}_:.-]*\s*=\s*(?:"[^<"]*"|'[^<']*'))*)\s*(\/?)>|[^<]+/guy
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** A node under construction. */
interface OpenNode extends XmlNode {
  readonly attributes: Map<string, string>
  readonly children: XmlNode[]
  text: string
  /** With its prefix, as the closing tag repeats it. */
  readonly tag: string
}

/**
 * Reads a document with a tokenizer of one expression: the parser of pages, whose own `DOMParser` would need more code around
 * it, to hide from it what it refuses or changes (control characters, carriage returns), than this has.
 */
export async function parseXml(text: string): Promise<XmlNode> {
  const outside = nodeOf('', '')
  const open = [outside]
  let readCharacters = 0
  for (const [whole, cdata, slash, tag, attributes = '', end] of text.matchAll(token)) {
    readCharacters += whole.length
    const parent = open.at(-1)!
    if (cdata !== undefined) parent.text += cdata
    else if (slash) {
      if (open.pop()!.tag !== tag || attributes || end) fail()
    } else if (tag) {
      const node = nodeOf(tag, attributes)
      parent.children.push(node)
      if (!end && open.push(node) > maxDepth + 1) fail(`is nested deeper than ${maxDepth} elements`, 'DocumentTooDeep')
    } else if (whole[0] !== '<') parent.text += decoded(whole)
  }
  if (readCharacters < text.length || open.at(-1) !== outside || outside.children.length !== 1 || outside.text.trim()) fail()
  return outside.children[0]!
}

function nodeOf(tag: string, written: string): OpenNode {
  const attributes = new Map<string, string>()
  for (const [, name = '', double = '', single = ''] of written.matchAll(attribute)) {
    if (/^xmlns(:|$)/.test(name)) continue
    if (attributes.has(localName(name))) fail()
    attributes.set(localName(name), decoded(double + single))
  }
  return { name: localName(tag), attributes, children: [], text: '', tag }
}

function decoded(raw: string): string {
  return decodeEntities(raw) ?? fail()
}

function fail(problem = 'is not well-formed', code: XmlErrorCode = 'MalformedXml'): never {
  throw new XmlError(`The document ${problem}.`, '', { code })
}
