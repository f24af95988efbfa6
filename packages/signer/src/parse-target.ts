import { SignerError } from './signer-error.js'

/** A request target, decoded once. */
export interface RequestTarget {
  /** Not normalised: `//`, `.` and `..` stay. */
  readonly path: string
  /** In wire order, repeated names too. */
  readonly query: readonly (readonly [name: string, value: string])[]
}

/**
 * Decodes a request target (`/a%20b?acl`) the way the service does before it verifies. `;` separates nothing, `+` in the query
 * is a space, and a parameter without `=` is empty. `URL` cannot be used: it takes `.` segments away. Throws a `SignerError`
 * for escapes that are no UTF-8 text.
 */
export function parseTarget(target: string): RequestTarget {
  const mark = target.indexOf('?')
  const query = mark < 0 ? '' : target.slice(mark + 1)
  return {
    path: decode(mark < 0 ? target : target.slice(0, mark), 'path'),
    query: query.split('&').filter(Boolean).map(parameterOf),
  }
}

function parameterOf(text: string): readonly [string, string] {
  const spaced = text.replaceAll('+', ' ')
  const equals = spaced.indexOf('=')
  return equals < 0 ? [decode(spaced, 'query'), ''] : [decode(spaced.slice(0, equals), 'query'), decode(spaced.slice(equals + 1), 'query')]
}

function decode(text: string, member: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new SignerError(member, 'holds a % that does not begin an escape of UTF-8 text')
  }
}
