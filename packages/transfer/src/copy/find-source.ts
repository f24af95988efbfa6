import { HeadObjectCommand, isServiceError, ResponseError } from '@cos/core'
import type { CopyRun, FoundSource } from './copy-run.js'

/** Asks what the source is; everything after is copied from that version alone. */
export async function findSource({
  sourceClient,
  source,
  conditions,
  copySourceCustomerKey,
  signal,
  partDeadlineMs,
}: CopyRun): Promise<FoundSource> {
  const { bucket, key, versionId } = source
  const command = new HeadObjectCommand({
    bucket,
    key,
    versionId,
    customerKey: copySourceCustomerKey,
    ifMatch: conditions.copySourceIfMatch,
    ifNoneMatch: conditions.copySourceIfNoneMatch,
    ifModifiedSince: conditions.copySourceIfModifiedSince,
    ifUnmodifiedSince: conditions.copySourceIfUnmodifiedSince,
  })
  const head = await sourceClient.send(command, { signal, deadlineMs: partDeadlineMs })
  if (head.contentLength === undefined) {
    throw new ResponseError('The answer to HeadObject does not say how large the object is.', {
      code: 'UnreadableResponse',
      operation: 'HeadObject',
      status: 200,
    })
  }
  return { ...head, sizeBytes: head.contentLength }
}

/** Turns a refusal that means "not that version any more" into the error for it. */
export function sourceChanged({ source: { bucket, key } }: CopyRun, error: unknown): unknown {
  if (!isServiceError(error, 'PreconditionFailed')) return error
  const message = `${bucket}/${key} changed while it was copied: parts of two versions must not be mixed. Copy it again.`
  return new ResponseError(message, { code: 'ObjectChanged', operation: 'UploadPartCopy', status: 412, cause: error })
}
