import { ListObjectsCommand, paginate } from '@cos/core'
import type { CommandSender } from '../control/command-sender.js'
import type { Entry, EntryStream } from './entry.js'

/**
 * Lists what is below a prefix, page by page (GET Bucket). What begins with `without` is left out, and so is the placeholder
 * of the prefix itself, unless `isExact`.
 */
export async function* listEntries(
  client: CommandSender,
  {
    bucket,
    prefix,
    without,
    isExact,
  }: { readonly bucket: string; readonly prefix: string; readonly without?: string | undefined; readonly isExact?: boolean },
  signal: AbortSignal | undefined,
): EntryStream {
  const command = new ListObjectsCommand({ bucket, prefix: prefix || undefined })
  for await (const { contents } of paginate(client, command, { signal })) {
    const entries: Entry[] = []
    for (const { key, size, lastModified, etag } of contents) {
      if ((key === prefix && !isExact) || (without !== undefined && key.startsWith(without))) continue
      const kind = key.endsWith('/') && size === 0 ? 'folder' : 'file'
      entries.push({ name: key.slice(prefix.length), kind, sizeBytes: size, modifiedMs: lastModified.getTime(), etag })
    }
    if (entries.length > 0) yield entries
  }
}
