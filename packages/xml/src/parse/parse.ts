/** One element of a document as both parsers give it. */
export interface XmlNode {
  /** Without a namespace prefix. */
  readonly name: string
  /** Values by name without a namespace prefix; declarations of namespaces are left out. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlNode[]
  /** The element's own text, without that of its children, entities decoded. */
  readonly text: string
}

/** Reads a document that begins at its root element into a tree. Throws an `XmlError` when it is not well-formed. */
export type ParseXml = (text: string) => Promise<XmlNode>

/** Elements within elements beyond this are refused; COS answers with six levels at most. */
export const maxDepth = 64
