/** Something with a key, as a listing sees it. */
export interface ModelEntry {
  readonly key: string
  /** Tells entries of one key apart. */
  readonly id: string
}

/** Orders text by its UTF-8 bytes. */
export function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right))
}

/** Lists as the protocol says, the plain way: all entries at once, nothing skipped. Entries are given in order. */
export function listModel(
  entries: readonly ModelEntry[],
  query: { readonly prefix: string; readonly delimiter: string; readonly marker: string },
): string[] {
  const shown: string[] = []
  for (const { key, id } of entries) {
    if (!key.startsWith(query.prefix) || (query.marker !== '' && byBytes(key, query.marker) <= 0)) continue
    const at = query.delimiter === '' ? -1 : key.indexOf(query.delimiter, query.prefix.length)
    const group = at < 0 ? undefined : key.slice(0, at + query.delimiter.length)
    if (group !== undefined && group === query.marker) continue
    const line = group === undefined ? `${id} ${key}` : `group ${group}`
    if (shown.at(-1) !== line) shown.push(line)
  }
  return shown
}
