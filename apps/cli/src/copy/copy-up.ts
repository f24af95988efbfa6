import { opendir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { type UploadSource, upload } from '@cos/transfer'
import type { Context } from '../context.js'
import { type CosUri, formatCosUri } from '../cos-uri.js'
import { UsageError } from '../usage-error.js'
import type { CopyFlags } from './copy-flags.js'
import type { CopyItem } from './copy-item.js'

/** What is to be uploaded: standard input, a file, or all files of a folder. */
export async function* copyUp(context: Context, path: string, to: CosUri, flags: CopyFlags): AsyncGenerator<CopyItem> {
  if (path === '-') {
    if (to.key === '' || to.key.endsWith('/')) throw new UsageError('Standard input has no name: write the whole key of the object.')
    yield itemOf(context, process.stdin, '-', to, flags)
    return
  }
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Error(`There is no file or folder "${path}".`) : error
  })
  if (!stats.isDirectory()) {
    const key = to.key === '' || to.key.endsWith('/') ? to.key + basename(path) : to.key
    yield itemOf(context, path, path, { ...to, key }, flags)
    return
  }
  if (!flags.isRecursive) throw new UsageError(`"${path}" is a folder. To copy all of it, add --recursive.`)
  const prefix = to.key === '' || to.key.endsWith('/') ? to.key : `${to.key}/`
  for await (const segments of filesOf(context, path, [])) {
    const file = join(path, ...segments)
    yield itemOf(context, file, file, { ...to, key: prefix + segments.join('/') }, flags)
  }
}

/** Walks a folder, holding open only the folders on the way. Links to files are followed, links to folders are not. */
async function* filesOf({ output, signal }: Context, root: string, segments: readonly string[]): AsyncGenerator<readonly string[]> {
  for await (const entry of await opendir(join(root, ...segments))) {
    signal.throwIfAborted()
    const own = [...segments, entry.name]
    const path = join(root, ...own)
    if (entry.isDirectory()) yield* filesOf({ output, signal } as Context, root, own)
    else if (entry.isFile()) yield own
    else if (entry.isSymbolicLink() && (await isFile(path))) yield own
    else output.note(`skipped ${path}: not a file`)
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (error) {
    // A link to nowhere.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

function itemOf(context: Context, source: UploadSource, name: string, to: CosUri, flags: CopyFlags): CopyItem {
  const { output, signal } = context
  const target = formatCosUri(to)
  return {
    source: name,
    target,
    copy: async (onProgress) =>
      upload(await context.client(), {
        ...flags.object,
        ...to,
        source: typeof source === 'string' ? resolve(source) : source,
        concurrency: flags.concurrency,
        partSizeBytes: flags.partSizeBytes,
        multipartThresholdBytes: flags.thresholdBytes,
        signal,
        onProgress,
        onLeftover: ({ uploadId }) =>
          output.error(`The parts of ${target} could not be removed (upload ${uploadId}); they cost storage.`, {
            code: 'Leftover',
            target,
            uploadId,
          }),
      }),
  }
}
