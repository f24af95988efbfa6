import { copy } from '../copy/copy.js'
import { resumeCopy } from '../copy/resume-copy.js'
import type { MoverOptions, OpenPrefix } from './mover-options.js'
import { backUp, carefulRemover } from './remove-objects.js'
import type { Mover } from './run-steps.js'

/** Copies inside COS; no bytes come here. */
export function moveAcross(source: OpenPrefix, target: OpenPrefix, options: MoverOptions): Mover {
  const { object = {}, share, partDeadlineMs, isLater } = options
  const { metadata, contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, expires } = object
  // Headers and metadata of a copy count only when those of the source are given up.
  const replaces = [metadata, contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, expires].some(
    (value) => value !== undefined,
  )
  return {
    ...carefulRemover(target, options),
    async put(step, run, onMoved) {
      if (step.isThere) await backUp(target, step.name, options, run)
      return copy(target.client, {
        ...object,
        bucket: target.bucket,
        key: target.prefix + step.name,
        source: { bucket: source.bucket, key: source.prefix + step.name, region: source.region },
        sourceClient: source.client,
        copySourceIfMatch: isLater ? step.etag : undefined,
        metadataDirective: replaces ? 'Replaced' : 'Copy',
        concurrency: options.partConcurrency,
        partSizeBytes: options.partSizeBytes,
        multipartThresholdBytes: options.multipartThresholdBytes,
        resume: options.journal && resumeCopy(options.journal),
        onLeftover: ({ uploadId, error }) => options.onLeftover?.({ key: target.prefix + step.name, uploadId, error }),
        limits: share,
        signal: run.signal,
        partDeadlineMs,
        clock: run.clock,
        onProgress: ({ transferredBytes }) => onMoved(transferredBytes),
      })
    },
  }
}
