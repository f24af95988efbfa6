import type { KeyBytes } from './key-bytes.js'
import type { Ledger, VersionHead } from './ledger.js'
import type { EntrySource } from './roll-up.js'

/** A version in a listing. */
export interface PlacedVersion {
  readonly head: VersionHead
  readonly isLatest: boolean
}

/** A place in a listing of versions: before all versions of a key, or before those with fewer microseconds. */
export interface VersionPlace {
  readonly key: KeyBytes
  readonly micros?: number | undefined
}

/** Reads newest and older versions as one run: keys up, newest first within a key. */
export function versionSource(ledger: Ledger, bucket: number, end: KeyBytes | undefined): EntrySource<PlacedVersion, VersionPlace> {
  return {
    read({ key, micros }, limit) {
      if (micros === undefined) return readFrom(ledger, bucket, key, end, limit)
      const rest = restOfKey(ledger, bucket, key, micros, limit)
      return rest.concat(readFrom(ledger, bucket, `${key}\0`, end, limit - rest.length))
    },
    after: ({ head }) => ({ key: head.key, micros: head.micros }),
    at: (key) => ({ key }),
    keyOf: ({ head }) => head.key,
    isShown: () => true,
  }
}

/** Reads the versions of one key with fewer microseconds; the newest is one of them if newer ones were removed meanwhile. */
function restOfKey(ledger: Ledger, bucket: number, key: KeyBytes, micros: number, limit: number): PlacedVersion[] {
  const newest = ledger.scanNewest(bucket, key, `${key}\0`, 1).filter((head) => head.micros < micros)
  const older = ledger.scanOlder(bucket, { key, micros }, key, limit - newest.length)
  return [...newest.map((head) => ({ head, isLatest: true })), ...older.map((head) => ({ head, isLatest: false }))]
}

function readFrom(ledger: Ledger, bucket: number, from: KeyBytes, end: KeyBytes | undefined, limit: number): PlacedVersion[] {
  if (limit <= 0) return []
  const newest = ledger.scanNewest(bucket, from, end, limit)
  const final = newest.at(-1)
  if (final === undefined) return []
  const older = ledger.scanOlder(bucket, { key: from, micros: Number.MAX_SAFE_INTEGER }, final.key, limit)
  const merged: PlacedVersion[] = []
  let next = 0
  for (const head of newest) {
    merged.push({ head, isLatest: true })
    for (let row = older[next]; row?.key === head.key; row = older[++next]) merged.push({ head: row, isLatest: false })
    // What was read of the older versions may end in the middle of a key: nothing after that may be used.
    if (merged.length >= limit) break
  }
  return merged.slice(0, limit)
}
