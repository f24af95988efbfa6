import type { Journal } from '../journal/journal.js'
import { recordName } from '../journal/record-name.js'
import { beginRecorded } from '../upload/begin-recorded.js'
import type { CopyResume } from './copy-run.js'

/**
 * Lets a copy in parts go on where an earlier call was ended, in whichever way. The journal says which parts are there, and
 * the service confirms it (List Parts); only what is missing is copied.
 *
 * What was left is given up, and everything copied anew, when the source was replaced, or this call gives the object other
 * headers. It is forgotten when the service no longer has it. A record that is damaged counts as far as it can be read.
 * Two calls at once: the second fails with the code `TransferLocked`.
 */
export function resumeCopy(journal: Journal): CopyResume {
  return {
    async begin(run, { etag, sizeBytes, crc64 }) {
      const { bucket, key } = run.object
      const { source } = run
      const name = JSON.stringify([source.bucket, source.region ?? null, source.key, source.versionId ?? null])
      const record = await journal.open(recordName('copy', bucket, key, name))
      return beginRecorded(run, record, { identity: { name, stamp: `${etag} ${sizeBytes}` }, sizeBytes, crc64 })
    },
  }
}
