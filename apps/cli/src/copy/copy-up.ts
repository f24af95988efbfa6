import { basename, resolve } from 'node:path'
import { type Journal, resumeUpload, type UploadSource, upload } from '@cos/transfer'
import type { Context } from '../context.js'
import { type CosUri, formatCosUri } from '../cos-uri.js'
import { UsageError } from '../usage-error.js'
import type { CopyFlags } from './copy-flags.js'
import type { CopyItem } from './copy-one.js'
import { reportLeftover } from './report-leftover.js'

/** A file that is to be uploaded, or what another program writes to standard input. */
export function copyUp(context: Context, path: string, to: CosUri, flags: CopyFlags, journal: Journal | undefined): CopyItem {
  const isStream = path === '-'
  const hasKey = to.key !== '' && !to.key.endsWith('/')
  if (isStream && !hasKey) throw new UsageError('Standard input has no name: write the whole key of the object.')
  const source: UploadSource = isStream ? process.stdin : resolve(path)
  const place = hasKey ? to : { ...to, key: to.key + basename(path) }
  const target = formatCosUri(place)
  return {
    source: path,
    target,
    copy: async (onProgress) =>
      upload(await context.client(), {
        ...flags.object,
        ...place,
        source,
        concurrency: flags.concurrency,
        partSizeBytes: flags.partSizeBytes,
        multipartThresholdBytes: flags.thresholdBytes,
        resume: journal && !isStream ? resumeUpload(journal) : undefined,
        signal: context.signal,
        onProgress,
        onLeftover: ({ uploadId }) => reportLeftover(context, target, uploadId),
      }),
  }
}
