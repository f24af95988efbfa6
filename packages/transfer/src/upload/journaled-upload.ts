import { InputError, isCosError } from '@cos/core'
import type { JournalRecord } from '../journal/journal.js'
import { type BeginRun, giveUp } from './begin-upload.js'
import { writePart } from './upload-record.js'
import type { UploadRun } from './upload-run.js'
import type { Completion, SentPart, UploadSession } from './upload-session.js'

/** What an upload with a record needs. */
export type JournaledRun = BeginRun & Pick<UploadRun, 'emit'>

/** An upload of which a journal keeps record. */
export class JournaledUpload implements UploadSession {
  readonly uploadId: string
  readonly partSizeBytes: number
  readonly sent: readonly SentPart[]
  readonly completion: Completion | undefined
  readonly #run: JournaledRun
  readonly #record: JournalRecord
  #noted: Promise<void> = Promise.resolve()

  constructor(
    run: JournaledRun,
    record: JournalRecord,
    { uploadId, partSizeBytes, sent, completion }: Pick<UploadSession, 'uploadId' | 'partSizeBytes' | 'sent' | 'completion'>,
  ) {
    this.#run = run
    this.#record = record
    this.uploadId = uploadId
    this.partSizeBytes = partSizeBytes
    this.sent = sent
    this.completion = completion
  }

  /** Not waited for: a part that was not noted is sent again, and nothing worse. */
  note(part: SentPart): void {
    const noted = this.#record.append(writePart(part)).catch((error: unknown) => this.#run.emit({ type: 'unrecorded', error }))
    this.#noted = this.#noted.then(() => noted)
  }

  async noted(): Promise<void> {
    await this.#noted
  }

  async completed(): Promise<void> {
    await this.#record.remove()
  }

  async failed(error: unknown): Promise<void> {
    const code = isCosError(error) ? error.code : undefined
    // Parts of two states of a file, or of two versions of an object, must not become one.
    const isSpoiled = (error instanceof InputError && error.member === 'source') || code === 'ObjectChanged'
    if (isSpoiled) await giveUp(this.#run, this.uploadId)
    // Nor is there anything to go on with when the object was made, and was wrong.
    if (isSpoiled || code === 'ChecksumMismatch') await this.#record.remove()
    else await this.#record.close()
  }
}
