import { setImmediate as turn } from 'node:timers/promises'
import { afterPrefix, type KeyBytes } from './key-bytes.js'

/** An ordered run of entries that can be entered at any place. */
export interface EntrySource<Entry, Position> {
  /** Reads entries from a place on; fewer than `limit` only if there are no more. */
  read(from: Position, limit: number): Entry[]
  /** The place right after an entry. */
  after(entry: Entry): Position
  /** The place of the first entry whose key is not less than `key`. */
  at(key: KeyBytes): Position
  keyOf(entry: Entry): KeyBytes
  /** Entries that are not shown are passed over and found no common prefix. */
  isShown(entry: Entry): boolean
}

/** How keys are rolled up. */
export interface RollUpQuery {
  readonly prefix: KeyBytes
  readonly delimiter: KeyBytes
  readonly limit: number
}

/** A page: entries and common prefixes, each in order, and which of the two came last. */
export interface RollUpPage<Entry> {
  readonly entries: Entry[]
  readonly groups: KeyBytes[]
  readonly isTruncated: boolean
  readonly last: { readonly entry: Entry } | { readonly group: KeyBytes } | undefined
}

/** Gives the common prefix a key is rolled up into, if any. */
export function groupOf(key: KeyBytes, { prefix, delimiter }: RollUpQuery): KeyBytes | undefined {
  if (delimiter === '') return undefined
  const at = key.indexOf(delimiter, prefix.length)
  return at < 0 ? undefined : key.slice(0, at + delimiter.length)
}

/** Gives the first key a listing may show after a marker (empty: none): past all of a common prefix, if the marker is one. */
export function keyAfterMarker(marker: KeyBytes, query: RollUpQuery): KeyBytes {
  if (marker === '' || marker < query.prefix) return query.prefix
  const isGroup = marker.startsWith(query.prefix) && groupOf(marker, query) === marker
  return (isGroup ? afterPrefix(marker) : undefined) ?? `${marker}\0`
}

const greatestBatch = 1001

/** Reads a page. A common prefix costs one seek however many keys are under it; memory is bounded by the page. */
export async function rollUp<Entry, Position>(
  source: EntrySource<Entry, Position>,
  start: Position,
  query: RollUpQuery,
): Promise<RollUpPage<Entry>> {
  const page = { entries: [] as Entry[], groups: [] as KeyBytes[], isTruncated: false, last: undefined as RollUpPage<Entry>['last'] }
  if (query.limit <= 0) return page
  let position = start
  let batch = query.delimiter === '' ? query.limit + 1 : 16
  for (let turns = 1; ; turns++) {
    const limit = Math.min(batch, greatestBatch)
    const entries = source.read(position, limit)
    if (takeEntries(source, entries, query, page)) return { ...page, isTruncated: true }
    const final = entries.at(-1)
    if (final === undefined || entries.length < limit) return page
    const group = page.last && 'group' in page.last && source.keyOf(final).startsWith(page.last.group) ? page.last.group : undefined
    const past = group && afterPrefix(group)
    position = past === undefined ? source.after(final) : source.at(past)
    batch = past === undefined ? batch * 2 : 16
    // A long run of entries that are not shown must not keep others from their turn.
    if (turns % 8 === 0) await turn()
  }
}

/** Adds entries to the page; `true` if there was one more than it holds. */
function takeEntries<Entry, Position>(
  source: EntrySource<Entry, Position>,
  entries: readonly Entry[],
  query: RollUpQuery,
  page: { entries: Entry[]; groups: KeyBytes[]; last: RollUpPage<Entry>['last'] },
): boolean {
  for (const entry of entries) {
    if (!source.isShown(entry)) continue
    const group = groupOf(source.keyOf(entry), query)
    if (group !== undefined && group === page.groups.at(-1)) continue
    if (page.entries.length + page.groups.length === query.limit) return true
    if (group === undefined) page.entries.push(entry)
    else page.groups.push(group)
    page.last = group === undefined ? { entry } : { group }
  }
  return false
}
