import { type FileHandle, open } from 'node:fs/promises'
import type { JournalRecord } from './journal.js'
import { readLines, writeLine } from './record-line.js'

/** What {@link FileRecord} is made of. */
export interface FileRecordParts {
  readonly path: string
  readonly lines: readonly string[]
  readonly unlock: () => Promise<void>
  readonly replace: (text: string) => Promise<void>
  readonly remove: () => Promise<void>
}

/**
 * A record in a file. Lines are written at once and synced behind: many that come together cost one sync, and a sync that
 * takes long holds up no line.
 */
export class FileRecord implements JournalRecord {
  readonly lines: readonly string[]
  readonly #parts: FileRecordParts
  #handle: FileHandle | undefined
  #writing: Promise<void> = Promise.resolve()
  #syncing: Promise<void> = Promise.resolve()
  #nextSync: Promise<void> | undefined

  constructor(parts: FileRecordParts) {
    this.#parts = parts
    this.lines = parts.lines
  }

  async begin(line: string): Promise<void> {
    await this.#settle()
    await this.#parts.replace(writeLine(line))
  }

  async append(line: string): Promise<void> {
    const written = this.#writing.then(async () => {
      this.#handle ??= await this.#reopen()
      await this.#handle.appendFile(writeLine(line))
    })
    // A failure is the caller's of this line; the next line shall not fail by it alone.
    this.#writing = written.catch(() => {})
    await written
    this.#nextSync ??= this.#syncing.then(async () => {
      this.#nextSync = undefined
      await this.#handle?.datasync()
    })
    const synced = this.#nextSync
    this.#syncing = synced.catch(() => {})
    await synced
  }

  async remove(): Promise<void> {
    await this.#settle()
    await this.#parts.remove()
    await this.#parts.unlock()
  }

  async close(): Promise<void> {
    await this.#settle()
    await this.#parts.unlock()
  }

  /** Behind a line that was cut or damaged nothing is ever read, so it is cut off first. */
  async #reopen(): Promise<FileHandle> {
    const handle = await open(this.#parts.path, 'a+')
    const text = await handle.readFile('utf8')
    const whole = readLines(text).map(writeLine).join('')
    if (whole.length < text.length) await handle.truncate(Buffer.byteLength(whole))
    return handle
  }

  async #settle(): Promise<void> {
    await this.#writing
    await this.#syncing
    await this.#handle?.close()
    this.#handle = undefined
  }
}
