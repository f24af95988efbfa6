import type { AnyOperation } from '@cos/core'
import { placesOf } from '@cos/core/server'
import { isSignatureField } from '@cos/signer'
import { subResources } from './sub-resources.js'

/** Headers that change nothing about what is asked, or that the pipeline itself heeds. */
const heeded: ReadonlySet<string> = new Set([
  'x-cos-content-sha1',
  'x-cos-request-id',
  'x-cos-sdk-retry',
  'x-cos-security-token',
  'x-cos-traffic-limit',
])
const heededParameters: ReadonlySet<string> = new Set(['versionId', 'x-cos-security-token', 'x-cos-traffic-limit'])

/** What a request asks for beyond its operation. */
export interface Excess {
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
}

interface Declared {
  readonly query: ReadonlySet<string>
  readonly headers: ReadonlySet<string>
  readonly prefixes: readonly string[]
}

/** Prepares the search for what a request asks beyond its operation and must not be ignored; undefined when there is nothing. */
export function createStrictness(): (operation: AnyOperation, request: Excess) => string | undefined {
  const known = new Map<AnyOperation, Declared>()
  return (operation, { query, headers }) => {
    let declared = known.get(operation)
    if (!declared) known.set(operation, (declared = declaredBy(operation)))
    for (const name in query) if (!declared.query.has(name) && isAsking(name, query[name]!)) return `the parameter ${name}`
    for (const name in headers) {
      if (!name.startsWith('x-cos-') && name !== 'pic-operations') continue
      if (headers[name] === '' || heeded.has(name) || declared.headers.has(name)) continue
      // Metadata where none is kept is dropped by COS too.
      if (name.startsWith('x-cos-meta-') || declared.prefixes.some((prefix) => name.startsWith(prefix))) continue
      return `the header ${name}`
    }
    return undefined
  }
}

function declaredBy(operation: AnyOperation): Declared {
  const { route, input } = placesOf(operation)
  return {
    query: new Set([...Object.keys(route.words), ...input.query.map(({ name }) => name)]),
    headers: new Set([...input.header.map(({ name }) => name), ...input.headerSets.flatMap(({ names = [] }) => names)]),
    prefixes: input.headers.map(({ name }) => name),
  }
}

/** A word without a value is a sub-resource or a processing rule; a parameter with a value that COS does not know is ignored. */
function isAsking(name: string, value: string): boolean {
  if (heededParameters.has(name) || isSignatureField(name)) return false
  return subResources.has(name) || value === '' || /^(imageMogr2|imageView2|watermark|ci-)/.test(name)
}
