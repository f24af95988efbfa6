/** Where the root element of a document begins. */
export interface DocumentStart {
  /** Offset of the `<` of the root element. */
  readonly at: number
  /** Name of the root without a namespace prefix. */
  readonly name: string
}

// COS sends white space ahead of the document to keep a connection alive while it works.
const beforeRoot = /^[\ufeff\s]*(?:(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->)\s*)*/
const rootName = /<(?:[\w.-]+:)?([\p{L}_][^\s/>:]*)/uy

/** Finds the root element behind white space, a byte order mark, the declaration and comments. Reads no further. */
export function documentStart(text: string): DocumentStart | undefined {
  const at = beforeRoot.exec(text)?.[0].length ?? 0
  rootName.lastIndex = at
  const name = rootName.exec(text)?.[1]
  return name === undefined ? undefined : { at, name }
}

/**
 * Tells the name of the root element without reading the document: enough to know an `Error` from a `CopyObjectResult`
 * in an answer with status 200. `undefined` when the text does not begin like a document.
 */
export function rootNameOf(text: string): string | undefined {
  return documentStart(text)?.name
}
