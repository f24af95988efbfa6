import { CopyObjectCommand } from '@cos/core'
import { removeBadObject } from '../upload/remove-bad-object.js'
import type { CopyOutput } from './copy-options.js'
import type { CopyRun, FoundSource } from './copy-run.js'
import { sourceChanged } from './find-source.js'

/** Copies in one request, and removes the copy when its checksum is not that of the source. */
export async function copyAtOnce(run: CopyRun, found: FoundSource): Promise<CopyOutput> {
  const { client, object, source, metadataDirective, taggingDirective, copySourceCustomerKey, signal, meter } = run
  meter.begin(found.sizeBytes, 1)
  await run.pass()
  const slot = await run.share?.acquire(signal)
  try {
    const command = new CopyObjectCommand({
      ...object,
      copySource: source,
      copySourceIfMatch: found.etag,
      copySourceCustomerKey,
      metadataDirective,
      taggingDirective,
    })
    const done = await client.send(command, { signal, deadlineMs: run.partDeadlineMs }).catch((error: unknown) => {
      throw sourceChanged(run, error)
    })
    if (done.crc64 !== undefined && found.crc64 !== undefined && done.crc64 !== found.crc64) {
      await removeBadObject(run, { operation: 'CopyObject', written: done, crc64: found.crc64 })
    }
    meter.confirmed(1, found.sizeBytes)
    const crc64 = done.crc64 === undefined ? undefined : found.crc64
    return { etag: done.etag, crc64, sizeBytes: found.sizeBytes, versionId: done.versionId, partCount: 0, sourceEtag: found.etag }
  } finally {
    slot?.release()
  }
}
