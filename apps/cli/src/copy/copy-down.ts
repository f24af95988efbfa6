import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ListObjectsCommand, paginate } from '@cos/core'
import { type DownloadTarget, download } from '@cos/transfer'
import type { Context } from '../context.js'
import { type CosUri, formatCosUri } from '../cos-uri.js'
import { FolderMaker, safeSegments } from '../safe-path.js'
import { UsageError } from '../usage-error.js'
import type { CopyFlags } from './copy-flags.js'
import type { CopyItem } from './copy-item.js'

/** What is to be downloaded: to standard output, to a file, or everything below a prefix into a folder. */
export async function* copyDown(context: Context, from: CosUri, path: string, flags: CopyFlags): AsyncGenerator<CopyItem> {
  if (flags.isRecursive) {
    if (path === '-') throw new UsageError('Many objects cannot go to standard output. Name a folder.')
    yield* folderOf(context, from, path, flags)
    return
  }
  if (from.key === '' || from.key.endsWith('/'))
    throw new UsageError(`"${formatCosUri(from)}" is a whole folder. To copy all of it, add --recursive.`)
  if (path === '-') {
    yield itemOf(context, from, '-', async () => (chunk) => context.output.bytes(chunk), flags)
    return
  }
  const place = await placeOf(path, from.key)
  yield itemOf(context, from, place, async () => place, flags)
}

async function* folderOf(context: Context, from: CosUri, root: string, flags: CopyFlags): AsyncGenerator<CopyItem> {
  const prefix = from.key === '' || from.key.endsWith('/') ? from.key : `${from.key}/`
  const folders = new FolderMaker(root)
  const command = new ListObjectsCommand({ bucket: from.bucket, prefix: prefix || undefined })
  for await (const { contents } of paginate(await context.client(), command, { signal: context.signal })) {
    for (const { key } of contents) {
      // Folders that someone made by hand are objects of no bytes.
      if (key.endsWith('/')) continue
      const segments = safeSegments(key.slice(prefix.length))
      if ('problem' in segments) yield refused({ ...from, key }, segments.problem)
      else yield itemOf(context, { ...from, key }, join(root, ...segments), () => folders.pathOf(segments), flags)
    }
  }
}

/** A folder, or a path with a slash at its end, gets a file with the last segment of the key. */
async function placeOf(path: string, key: string): Promise<string> {
  const isFolder =
    /[/\\]$/.test(path) ||
    (await stat(path).then(
      (stats) => stats.isDirectory(),
      () => false,
    ))
  if (!isFolder) return path
  const segments = safeSegments(key.slice(key.lastIndexOf('/') + 1))
  if ('problem' in segments) throw new UsageError(`The object cannot keep its name: ${segments.problem}. Name the file.`)
  return new FolderMaker(path).pathOf(segments)
}

function itemOf(context: Context, from: CosUri, target: string, open: () => Promise<DownloadTarget>, flags: CopyFlags): CopyItem {
  const { concurrency, partSizeBytes } = flags
  return {
    source: formatCosUri(from),
    target,
    copy: async (onProgress) =>
      download(await context.client(), { ...from, target: await open(), concurrency, partSizeBytes, signal: context.signal, onProgress }),
  }
}

function refused(from: CosUri, problem: string): CopyItem {
  return {
    source: formatCosUri(from),
    target: '',
    copy: async () => {
      throw new Error(`it was not written, because of its key: ${problem}`)
    },
  }
}
