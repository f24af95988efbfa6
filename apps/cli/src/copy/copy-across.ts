import { copy, type Journal, resumeCopy } from '@cos/transfer'
import type { Context } from '../context.js'
import { type CosUri, formatCosUri } from '../cos-uri.js'
import { UsageError } from '../usage-error.js'
import type { CopyFlags } from './copy-flags.js'
import type { CopyItem } from './copy-one.js'
import { reportLeftover } from './report-leftover.js'

/** An object that is to be copied inside COS: its bytes never come here. */
export function copyAcross(context: Context, from: CosUri, to: CosUri, flags: CopyFlags, journal: Journal | undefined): CopyItem {
  if (from.key === '' || from.key.endsWith('/'))
    throw new UsageError(`"${formatCosUri(from)}" is a whole folder. To copy all of it, add --recursive.`)
  const name = from.key.slice(from.key.lastIndexOf('/') + 1)
  const place = { ...to, key: to.key === '' || to.key.endsWith('/') ? to.key + name : to.key }
  const { versionId, object, concurrency, partSizeBytes, thresholdBytes } = flags
  // Headers and metadata of a copy count only when those of the source are given up.
  const replaces = object.contentType !== undefined || object.cacheControl !== undefined || object.metadata !== undefined
  const target = formatCosUri(place)
  return {
    source: formatCosUri(from),
    target,
    copy: async (onProgress) =>
      copy(await context.client(), {
        ...object,
        ...place,
        source: { ...from, versionId },
        metadataDirective: replaces ? 'Replaced' : 'Copy',
        concurrency,
        partSizeBytes,
        multipartThresholdBytes: thresholdBytes,
        resume: journal && resumeCopy(journal),
        signal: context.signal,
        onProgress,
        onLeftover: ({ uploadId }) => reportLeftover(context, target, uploadId),
      }),
  }
}
