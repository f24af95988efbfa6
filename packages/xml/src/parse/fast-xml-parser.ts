import { decodeEntities } from '../decode-entities.js'
import { localName } from '../struct-plan.js'
import { XmlError } from '../xml-error.js'
import { maxDepth, type XmlNode } from './parse.js'
import { protect, restore } from './protect.js'

/** A node as fast-xml-parser gives it with `preserveOrder`: one property, named after the element. */
type OrderedNode = Readonly<Record<string, unknown>>

const attributesOf = ':@'

/** Reads a document that begins at its root element with fast-xml-parser, which is loaded at the first call. */
export async function parseXml(text: string): Promise<XmlNode> {
  const { XMLParser, XMLValidator } = await import('fast-xml-parser')
  // A wrapping element makes visible what stands behind the root, which the validator overlooks after an empty root.
  const source = `<document>${protect(text)}</document>`
  // The parser alone takes truncated documents and crossed tags without complaint.
  const verdict = XMLValidator.validate(source)
  if (verdict !== true) throw malformed(`is not well-formed (line ${verdict.err.line} from the root element on)`)
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    textNodeName: '#text',
    cdataPropName: '#cdata',
    ignoreDeclaration: true,
    ignorePiTags: true,
    parseTagValue: false,
    trimValues: false,
    // Entities are decoded below: the parser leaves unknown ones standing and caps known ones.
    processEntities: false,
    // Names get a prefix, or the parser renames `toString` and throws at `__proto__`. It asks twice for empty elements.
    transformTagName: (name) => (name.startsWith('-') ? name : `-${name}`),
    maxNestedTags: maxDepth + 2,
  })
  let nodes: readonly OrderedNode[]
  try {
    nodes = parser.parse(source)
  } catch (cause) {
    throw malformed('cannot be parsed', cause)
  }
  const { children, text: textOutside } = convert(nodes[0]!, 0)
  if (children.length !== 1 || textOutside.trim() !== '') throw malformed('does not end with its root element')
  return children[0]!
}

function convert(node: OrderedNode, depth: number): XmlNode {
  if (depth > maxDepth) throw new XmlError(`The document is nested deeper than ${maxDepth} elements.`, '', { code: 'DocumentTooDeep' })
  const name = nameOf(node)
  const children: XmlNode[] = []
  let text = ''
  for (const part of node[name] as readonly OrderedNode[]) {
    const partName = nameOf(part)
    if (partName === '#text') text += restore(decodeReferences(part[partName] as string))
    else if (partName === '#cdata') text += (part[partName] as readonly OrderedNode[])[0]?.['#text'] ?? ''
    else children.push(convert(part, depth + 1))
  }
  return { name: localName(name.slice(1)), attributes: attributes(node), children, text }
}

function attributes(node: OrderedNode): Map<string, string> {
  const found = new Map<string, string>()
  for (const [prefixed, value] of Object.entries(node[attributesOf] ?? {})) {
    const name = prefixed.slice(1)
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) found.set(localName(name), decodeReferences(value))
  }
  return found
}

function nameOf(node: OrderedNode): string {
  return Object.keys(node).find((name) => name !== attributesOf) ?? ''
}

function decodeReferences(raw: string): string {
  const text = decodeEntities(raw)
  if (text === undefined) throw malformed('has an & that begins no known reference')
  return text
}

function malformed(problem: string, cause?: unknown): XmlError {
  return new XmlError(`The document ${problem}.`, '', { code: 'MalformedXml', cause })
}
