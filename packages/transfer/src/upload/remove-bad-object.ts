import { DeleteObjectCommand, ResponseError } from '@cos/core'
import { lingering } from '../control/lingering.js'
import { LookAtObjectCommand } from './look-at-object.js'
import type { UploadRun } from './upload-run.js'

/** What removing needs. */
export type RemoveRun = Pick<UploadRun, 'client' | 'object' | 'ended'>

/** An object that was written and is not what was meant. */
export interface BadObject {
  readonly operation: string
  /** What the answer said of it. */
  readonly written: { readonly etag: string; readonly crc64?: string | undefined; readonly versionId?: string | undefined }
  /** The checksum it should have. */
  readonly crc64: string
}

/** How long removing may take, and how long when the transfer was ended: the caller waits for it. */
const deadlineMs = 30_000
const patienceMs = 3_000

/**
 * Removes an object whose checksum is wrong, and throws `ChecksumMismatch`. It returns only when the object turns out to be
 * right, and the answer to have been wrong. An object somebody else has written meanwhile stays.
 */
export async function removeBadObject({ client, object, ended }: RemoveRun, { operation, written, crc64 }: BadObject): Promise<void> {
  const { bucket, key, customerKey } = object
  const address = { bucket, key, versionId: written.versionId }
  let fate = 'It could not be removed'
  const { signal, stop } = lingering(ended, patienceMs)
  try {
    const head = await client.send(new LookAtObjectCommand({ ...address, customerKey }), { signal, deadlineMs })
    if (head.crc64 === crc64) return
    if (head.etag === written.etag) {
      await client.send(new DeleteObjectCommand(address), { signal, deadlineMs })
      fate = 'It was removed'
    } else fate = 'Another one has taken its place'
  } catch {
    // The mismatch is the error to tell; its message says what became of the object.
  } finally {
    stop()
  }
  throw new ResponseError(
    `${bucket}/${key} was stored with checksum ${written.crc64}, but what was read has ${crc64}. ${fate}; upload it again.`,
    { code: 'ChecksumMismatch', operation, status: 200 },
  )
}
