import type { Journal } from '../journal/journal.js'
import { recordName } from '../journal/record-name.js'
import { identityOf } from '../source/source-identity.js'
import { beginRecorded } from './begin-recorded.js'
import type { UploadFinder } from './find-upload.js'
import type { UploadResume } from './upload-session.js'

/** Options of {@link resumeUpload}. */
export interface ResumeUploadOptions {
  /** Looks for an upload to go on with where the journal knows none: `findUpload()`. Default: none, a new upload is begun. */
  readonly otherwise?: UploadFinder | undefined
}

/**
 * Lets an upload go on where an earlier call was ended, in whichever way. The journal says which parts are there, and the
 * service confirms it (List Parts); only what is missing is read and sent.
 *
 * What was left is given up, and everything sent anew, when the source has changed, this call gives the object other
 * headers, or an encrypting client cannot go on with it. It is forgotten when the service no longer has it. A record that is damaged counts as far as it can be read.
 * Two calls at once: the second fails with the code `TransferLocked`.
 */
export function resumeUpload(journal: Journal, { otherwise }: ResumeUploadOptions = {}): UploadResume {
  return {
    async begin(run, source) {
      const { bucket, key } = run.object
      const { sizeBytes } = source
      const identity = await identityOf(source)
      const record = await journal.open(recordName('upload', bucket, key, identity.name))
      const finder = run.begun ?? otherwise
      return beginRecorded(run, record, {
        identity,
        sizeBytes,
        begunId: run.begun?.uploadId,
        otherwise: finder && (() => finder.find(run, source)),
      })
    },
  }
}
