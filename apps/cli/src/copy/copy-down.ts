import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type DownloadTarget, download, type Journal, resumeDownload } from '@cos/transfer'
import type { Context } from '../context.js'
import { type CosUri, formatCosUri } from '../cos-uri.js'
import { safeSegments } from '../safe-path.js'
import { UsageError } from '../usage-error.js'
import type { CopyFlags } from './copy-flags.js'
import type { CopyItem } from './copy-one.js'

/** An object that is to be downloaded, to standard output or to a file. */
export async function copyDown(
  context: Context,
  from: CosUri,
  path: string,
  flags: CopyFlags,
  journal: Journal | undefined,
): Promise<CopyItem> {
  if (from.key === '' || from.key.endsWith('/'))
    throw new UsageError(`"${formatCosUri(from)}" is a whole folder. To copy all of it, add --recursive.`)
  const isStream = path === '-'
  const place = isStream ? path : await placeOf(path, from.key)
  const target: DownloadTarget = isStream ? (chunk) => context.output.bytes(chunk) : place
  const { versionId, concurrency, partSizeBytes } = flags
  return {
    source: formatCosUri(from),
    target: place,
    copy: async (onProgress) =>
      download(await context.client(), {
        ...from,
        versionId,
        target,
        concurrency,
        partSizeBytes,
        resume: journal && !isStream ? resumeDownload(journal) : undefined,
        signal: context.signal,
        onProgress,
      }),
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
  await mkdir(path, { recursive: true })
  return join(path, ...segments)
}
