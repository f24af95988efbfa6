import type { AnyOperation } from '@cos/core'
import { placesOf } from '@cos/core/server'
import { XMLParser } from 'fast-xml-parser'

/** A request, reduced to what means something to COS. */
export interface WireRequest {
  readonly method: string
  readonly key?: string | undefined
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** One thing our client sends otherwise than the official SDK that was recorded. */
interface Difference {
  readonly place: string
  readonly ours: unknown
  readonly theirs: unknown
}

/** Compares two requests; what is left are the differences nobody decided on. */
export function differencesOf(operation: AnyOperation, ours: WireRequest, theirs: WireRequest): Difference[] {
  const found: Difference[] = []
  const compare = (place: string, our: unknown, their: unknown) => {
    if (JSON.stringify(our) !== JSON.stringify(their)) found.push({ place, ours: our, theirs: their })
  }
  compare('method', ours.method, theirs.method)
  compare('key', ours.key, theirs.key)
  for (const name of namesOf(ours.query, theirs.query)) compare(`query ${name}`, ours.query[name], theirs.query[name])
  const [ourHeaders, theirHeaders] = [meaningful(ours.headers), meaningful(theirs.headers)]
  for (const name of namesOf(ourHeaders, theirHeaders)) compare(`header ${name}`, ourHeaders[name], theirHeaders[name])
  compare('body', meaningOf(ours.body), meaningOf(theirs.body))
  return found.filter((difference) => !deliberate.some((rule) => rule.covers(difference, operation)))
}

/** Recorded answers, made up for the recording, that lack what COS always says: our client refuses them. */
export const incompleteAnswers: ReadonlySet<string> = new Set([
  // A rule of replication without its destination.
  'node-wire-080',
  // A routing rule that leads nowhere.
  'node-wire-084',
  // Origin rules that name no origin.
  'node-wire-092',
  'py-wire-109',
  // An inventory that is no more than its id.
  'py-wire-114',
])

interface Rule {
  readonly reason: string
  covers(difference: Difference, operation: AnyOperation): boolean
}

const isQuery = ({ place }: Difference) => place.startsWith('query ')

/** What we do otherwise, and why. */
const deliberate: readonly Rule[] = [
  {
    reason: 'Booleans are written in lower case everywhere; the documentation of queries shows both.',
    covers: ({ place, ours, theirs }, { name }) =>
      place === 'body' &&
      name === 'SelectObjectContent' &&
      JSON.stringify(ours) === JSON.stringify(theirs).replace('"Enabled":"TRUE"', '"Enabled":"true"'),
  },
  {
    reason: 'A parameter without a value says nothing, so it is left out.',
    covers: (difference, operation) =>
      isQuery(difference) &&
      difference.ours === undefined &&
      difference.theirs === '' &&
      declaresQuery(operation, difference.place.slice(6)),
  },
  {
    reason: 'Listings are always asked for in the URL encoding: XML cannot hold every key. The client decodes them.',
    covers: ({ place, ours, theirs }) => place === 'query encoding-type' && ours === 'url' && theirs === undefined,
  },
  {
    reason:
      'Every document is sent with its MD5, which not every official SDK does; where documents differ in spaces, so do their digests.',
    covers: ({ place, ours }, operation) => place === 'header content-md5' && ours !== undefined && operation.digest !== undefined,
  },
  {
    reason: 'COS does not ask for the MD5 of the list of parts, whose ETags it compares one by one; pages are spared the code of MD5.',
    covers: ({ place }, { name }) => place === 'header content-md5' && name === 'CompleteMultipartUpload',
  },
  {
    reason: 'Documents say that they are XML, which not every official SDK does.',
    covers: ({ place, ours, theirs }) => place === 'header content-type' && ours === 'application/xml' && theirs === undefined,
  },
  {
    reason: 'Each recorded request is sent as a first attempt; that further ones carry the mark is a test of the retry middleware.',
    covers: ({ place, ours }) => place === 'header x-cos-sdk-retry' && ours === undefined,
  },
  {
    reason: 'A limit of traffic goes with requests that carry bytes, not with the one that begins an upload.',
    covers: ({ place, ours }, { name }) => place === 'header x-cos-traffic-limit' && ours === undefined && name === 'CreateMultipartUpload',
  },
  {
    reason: 'Processing rules and free parameters are no members of an operation: a generic request carries them.',
    covers: (difference, operation) =>
      isQuery(difference) && difference.ours === undefined && !declaresQuery(operation, difference.place.slice(6)),
  },
]

function declaresQuery(operation: AnyOperation, name: string): boolean {
  return placesOf(operation).input.query.some((place) => place.name === name)
}

const namesOf = (...records: readonly Readonly<Record<string, string>>[]) =>
  [...new Set(records.flatMap((record) => Object.keys(record)))].sort()

/** Without what says nothing of the operation: addresses, lengths, and headers an SDK sends empty. */
function meaningful(headers: Readonly<Record<string, string>>): Record<string, string> {
  const silent = new Set(['host', 'content-length', 'user-agent', 'transfer-encoding', 'authorization', 'x-cos-security-token'])
  return Object.fromEntries(Object.entries(headers).filter(([name, value]) => value !== '' && !silent.has(name)))
}

/** Documents mean the same whatever their spaces and the order of different elements. */
function meaningOf(body: string): unknown {
  if (body.startsWith('{')) return JSON.parse(body)
  if (!body.startsWith('<')) return body
  return sorted(new XMLParser({ parseTagValue: false, ignoreDeclaration: true, ignoreAttributes: false }).parse(body))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  )
}
