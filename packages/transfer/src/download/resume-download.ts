import type { Journal, JournalRecord } from '../journal/journal.js'
import { recordName } from '../journal/record-name.js'
import type { PartPlan } from '../plan.js'
import type { DownloadRun } from './download-run.js'
import type { DownloadResume, DownloadSession, FetchedPart, LeftDownload } from './download-session.js'
import type { FoundObject } from './found-object.js'

/** Raised when records are written in another way: those of another version are not read. */
const version = 1

/**
 * Lets a download into a file go on where an earlier call was ended, in whichever way. Parts are noted once they are on the
 * disk, with their checksums, so that nothing is read twice. A file that has got its name already, and was not touched since,
 * is only compared with the object (Head Object). When the object has changed, or the record or the unfinished file is gone
 * or damaged, it begins anew. Two calls at once: the second fails with the code `TransferLocked`.
 */
export function resumeDownload(journal: Journal): DownloadResume {
  return {
    async open(run, { place, range }) {
      const { bucket, key, versionId } = run.object
      const name = recordName('download', place, bucket, key, versionId, range)
      const record = await journal.open(name)
      return new JournaledDownload(run, record, name)
    },
  }
}

class JournaledDownload implements DownloadSession {
  readonly temporaryName: string
  readonly left: LeftDownload | undefined
  readonly #run: DownloadRun
  readonly #record: JournalRecord
  #waiting: FetchedPart[] = []
  #noting: Promise<void> | undefined

  constructor(run: DownloadRun, record: JournalRecord, name: string) {
    this.#run = run
    this.#record = record
    this.temporaryName = name
    this.left = readLeft(record.lines)
  }

  async begin({ etag, objectSizeBytes }: FoundObject, { partSizeBytes, sizeBytes }: PartPlan): Promise<void> {
    await this.#noting
    await this.#record.begin(JSON.stringify({ version, etag, objectSizeBytes, partSizeBytes, sizeBytes }))
  }

  /** Parts that end while others are synced wait for the next sync together. */
  note(part: FetchedPart, sync: () => Promise<void>): void {
    this.#waiting.push(part)
    this.#noting ??= this.#noteAll(sync).finally(() => {
      this.#noting = undefined
    })
  }

  async #noteAll(sync: () => Promise<void>): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const parts = this.#waiting.splice(0)
        await sync()
        const lines = parts.map(({ partNumber, sizeBytes, crc64 }) => JSON.stringify([partNumber, sizeBytes, crc64 ?? null]))
        await Promise.all(lines.map((line) => this.#record.append(line)))
      }
    } catch (error) {
      this.#run.emit({ type: 'unrecorded', error })
    }
  }

  async finished(finishedStamp: string): Promise<void> {
    await this.#noting
    await this.#record.append(JSON.stringify({ finishedStamp })).catch((error: unknown) => this.#run.emit({ type: 'unrecorded', error }))
  }

  async completed(): Promise<void> {
    await this.#noting
    await this.#record.remove()
  }

  async failed(): Promise<void> {
    await this.#noting
    await this.#record.close()
  }
}

function readLeft([first, ...others]: readonly string[]): LeftDownload | undefined {
  try {
    const header = JSON.parse(first ?? 'null')
    if (header?.version !== version) return undefined
    const parts: FetchedPart[] = []
    let finishedStamp: string | undefined
    for (const line of others.map((text) => JSON.parse(text))) {
      if (Array.isArray(line)) parts.push({ partNumber: line[0], sizeBytes: line[1], crc64: line[2] ?? undefined })
      else finishedStamp = line.finishedStamp
    }
    return { ...header, parts, finishedStamp }
  } catch {
    return undefined
  }
}
