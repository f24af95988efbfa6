import { InputError, type PresignedMultipart, type PresignedSettings, presignedClient } from '@cos/core'
import type { ControlOptions } from '../control/control-options.js'
import type { Transfer } from '../control/transfer.js'
import type { UploadSource } from '../source/source.js'
import { findBegunUpload } from './find-begun-upload.js'
import { upload } from './upload.js'
import type { UploadOptions, UploadOutput } from './upload-options.js'
import type { UploadResume } from './upload-session.js'

/** What to upload by URLs, and how. What the object is like was said when they were signed. */
export interface UploadPresignedOptions extends ControlOptions, Pick<UploadOptions, 'onLeftover'> {
  /** The bytes: a Blob or File, bytes, or a path (Node); no stream, which cannot be read again. */
  readonly source: Exclude<UploadSource, ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>>
  /**
   * Notes what is done, so that a later call need not read again what is there: `resumeUpload(browserJournal())`. Default: none;
   * a later call then reads the parts that are there and compares them.
   */
  readonly resume?: UploadResume | undefined
  /** Settings of the client that sends: retries, transport. Default: those of every client. */
  readonly settings?: PresignedSettings | undefined
}

/**
 * Uploads by the URLs that `presignMultipart` made, without keys (List Parts, Upload Part, Complete Multipart Upload, and HEAD
 * Object when an answer was lost). The same call, after a reload too, goes on where one ended: of the parts that are there it
 * takes those that are the source's own, by MD5, and sends the others again. Every part and the whole object are compared by
 * CRC-64. A call that failed or was aborted leaves its parts to the next; the back end removes those nobody asks for any more.
 *
 * @throws InputError when the source has not the size that was signed for; ResponseError with the code `ChecksumMismatch` when
 * the stored object is not what was read; and what `client.send` throws: an expired URL is a ServiceError.
 */
export function uploadPresigned(kit: PresignedMultipart, options: UploadPresignedOptions): Transfer<UploadOutput> {
  const { settings, resume = keepParts, ...others } = options
  const { bucket, key, uploadId, sizeBytes, partSizeBytes } = kit
  const begun = { uploadId, find: findBegunUpload(uploadId, partSizeBytes) }
  return upload(presignedClient(kit, settings), {
    ...others,
    bucket,
    key,
    partSizeBytes,
    multipartThresholdBytes: 0,
    resume: {
      isOnce: true,
      async begin(run, source) {
        if (source.sizeBytes !== sizeBytes) throw new InputError(`must have ${sizeBytes} bytes`, { member: 'source' })
        return await resume.begin({ ...run, begun }, source)
      },
    },
  })
}

/** Keeps no record: what is there is asked of the service. */
const keepParts: UploadResume = {
  async begin(run, source) {
    const { parts, ...found } = (await run.begun?.find(run, source))!
    return { ...found, sent: parts, note() {}, async completed() {}, async failed() {} }
  },
}
