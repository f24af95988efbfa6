/** Why a document or a value was refused; the `code` of an {@link XmlError}. */
export type XmlErrorCode =
  | 'InvalidValue'
  | 'MissingMember'
  | 'UnknownElement'
  | 'UnexpectedRoot'
  | 'MalformedXml'
  | 'DocumentTooLarge'
  | 'DocumentTooDeep'

/** What an {@link XmlError} carries besides its sentence. */
export interface XmlErrorOptions {
  /** Default `InvalidValue`. */
  readonly code?: XmlErrorCode
  readonly cause?: unknown
}

/**
 * A value that cannot be written or a document that cannot be read.
 * It names the place, never the document: documents hold keys of objects, and some hold private keys.
 */
export class XmlError extends Error {
  override readonly name = 'XmlError'
  declare readonly code: XmlErrorCode
  /** Where, in the names of the schema: `rules[0].status`. Empty when the document as a whole is meant. */
  declare readonly path: string
  /** What is wrong, without the path in front. */
  declare readonly problem: string

  /** True for the errors of another copy of this package, too: in Node, `@cos/core` carries its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return (value as Error | undefined)?.name === 'XmlError'
  }

  constructor(problem: string, path = '', options: XmlErrorOptions = {}) {
    super(path ? `${path} ${problem}` : problem, options)
    // A `cause`, which is there already, stays hidden from loops.
    Object.assign(this, { code: 'InvalidValue', path, problem, ...options })
  }
}
