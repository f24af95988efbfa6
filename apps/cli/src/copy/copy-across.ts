import { CopyObjectCommand, ListObjectsCommand, paginate } from '@cos/core'
import type { Context } from '../context.js'
import { type CosUri, formatCosUri } from '../cos-uri.js'
import { UsageError } from '../usage-error.js'
import type { CopyFlags } from './copy-flags.js'
import type { CopyItem } from './copy-item.js'

/** What is to be copied inside COS, whose bytes never come here. */
export async function* copyAcross(context: Context, from: CosUri, to: CosUri, flags: CopyFlags): AsyncGenerator<CopyItem> {
  if (!flags.isRecursive) {
    if (from.key === '' || from.key.endsWith('/'))
      throw new UsageError(`"${formatCosUri(from)}" is a whole folder. To copy all of it, add --recursive.`)
    const name = from.key.slice(from.key.lastIndexOf('/') + 1)
    yield itemOf(context, from, { ...to, key: to.key === '' || to.key.endsWith('/') ? to.key + name : to.key }, flags)
    return
  }
  const prefix = folder(from.key)
  for await (const { contents } of paginate(
    await context.client(),
    new ListObjectsCommand({ bucket: from.bucket, prefix: prefix || undefined }),
    {
      signal: context.signal,
    },
  )) {
    for (const { key } of contents)
      yield itemOf(context, { ...from, key }, { ...to, key: folder(to.key) + key.slice(prefix.length) }, flags)
  }
}

function folder(key: string): string {
  return key === '' || key.endsWith('/') ? key : `${key}/`
}

function itemOf({ client, signal }: Context, from: CosUri, to: CosUri, { object }: CopyFlags): CopyItem {
  // Headers and metadata of a copy count only when those of the source are given up.
  const replaces = object.contentType !== undefined || object.cacheControl !== undefined || object.metadata !== undefined
  return {
    source: formatCosUri(from),
    target: formatCosUri(to),
    async copy() {
      const command = new CopyObjectCommand({ ...to, ...object, copySource: from, metadataDirective: replaces ? 'Replaced' : undefined })
      const { etag, crc64 } = await (await client()).send(command, { signal })
      return { etag, crc64 }
    },
  }
}
