import { XmlError } from '../xml-error.js'
import { maxDepth, type XmlNode } from './parse.js'
import { protect, restore } from './protect.js'

/** Reads a document that begins at its root element with the browser's own parser. */
export async function parseXml(text: string): Promise<XmlNode> {
  const document = new DOMParser().parseFromString(protect(text), 'application/xml')
  // The parser does not throw: it puts an element into the document, in Chromium beside what it had read until then.
  const root = document.documentElement
  if (!root || document.getElementsByTagName('parsererror').length > 0) {
    throw new XmlError('The document is not well-formed.', '', { code: 'MalformedXml' })
  }
  return convert(root, 1)
}

function convert(element: Element, depth: number): XmlNode {
  if (depth > maxDepth) throw new XmlError(`The document is nested deeper than ${maxDepth} elements.`, '', { code: 'DocumentTooDeep' })
  const attributes = new Map<string, string>()
  for (const { name, localName, value } of element.attributes) {
    if (!name.startsWith('xmlns')) attributes.set(localName, value)
  }
  let text = ''
  const children: XmlNode[] = []
  for (const node of element.childNodes) {
    if (node.nodeType === 1) children.push(convert(node as Element, depth + 1))
    else if (node.nodeType === 3 || node.nodeType === 4) text += node.nodeValue
  }
  return { name: element.localName, attributes, children, text: restore(text) }
}
