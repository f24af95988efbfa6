import { AbortMultipartUploadCommand, CreateMultipartUploadCommand, isServiceError } from '@cos/core'
import { lingering } from '../control/lingering.js'
import type { UploadRun } from './upload-run.js'
import type { UploadSession } from './upload-session.js'

/** How long giving an upload up may take, and how long when the transfer was ended: the caller waits for it. */
const abortDeadlineMs = 30_000
const abortPatienceMs = 3_000
/** How long a cancelled upload waits for the answer that names it. */
const createPatienceMs = 2_000

/** What is needed to begin an upload and to give it up; a copy in parts has it too. */
export type BeginRun = Pick<UploadRun, 'client' | 'object' | 'signal' | 'ended' | 'onLeftover'>

/** Begins an upload that no later call will go on with: a failure gives it up. */
export async function beginUpload(run: BeginRun, partSizeBytes: number): Promise<UploadSession> {
  const uploadId = await createUpload(run)
  return { uploadId, partSizeBytes, sent: [], note() {}, async completed() {}, failed: () => giveUp(run, uploadId) }
}

/**
 * Begins the upload. Its answer is waited for even when the caller gives up meanwhile, but not for long: without the id in
 * it nobody could remove the upload that is there then.
 */
export async function createUpload(run: BeginRun): Promise<string> {
  run.signal.throwIfAborted()
  const patience = lingering(run.signal, createPatienceMs)
  try {
    return (await run.client.send(new CreateMultipartUploadCommand(run.object), { signal: patience.signal })).uploadId
  } catch (error) {
    throw run.signal.aborted ? run.signal.reason : error
  } finally {
    patience.stop()
  }
}

/** Gives an upload up. It does not fail: the caller has an error already; what cannot be removed is told to `onLeftover`. */
export async function giveUp({ client, object, ended, onLeftover }: BeginRun, uploadId: string): Promise<void> {
  // Not by the run's signal itself: it may be the reason why we are here.
  const patience = lingering(ended, abortPatienceMs)
  try {
    await client.send(new AbortMultipartUploadCommand({ ...object, uploadId }), { signal: patience.signal, deadlineMs: abortDeadlineMs })
  } catch (error) {
    if (!isServiceError(error, 'NoSuchUpload')) onLeftover?.({ uploadId, error })
  } finally {
    patience.stop()
  }
}
