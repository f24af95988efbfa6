import { CosError } from '@cos/core'
import { compareNames } from './compare-names.js'
import type { Entry, EntryStream } from './entry.js'

/** Walks a stream of entries one by one, and makes sure that they come in order: a merge of anything else would delete what is there. */
export class EntryCursor {
  readonly #stream: EntryStream
  readonly #isWanted: (entry: Entry) => boolean
  #entries: readonly Entry[] = []
  #index = 0
  #last: string | undefined
  /** The entry it stands on; undefined after the last. */
  current: Entry | undefined

  constructor(stream: EntryStream, isWanted: (entry: Entry) => boolean) {
    this.#stream = stream
    this.#isWanted = isWanted
  }

  /** Goes on within what was read. False when more has to be read first. */
  step(): boolean {
    while (this.#index < this.#entries.length) {
      const entry = this.#entries[this.#index++]!
      if (this.#last !== undefined && compareNames(this.#last, entry.name) >= 0) {
        throw new CosError(`"${entry.name}" came after "${this.#last}". What is not in order cannot be compared, and nothing is deleted.`, {
          code: 'UnorderedListing',
        })
      }
      this.#last = entry.name
      if (!this.#isWanted(entry)) continue
      this.current = entry
      return true
    }
    return false
  }

  /** Goes on, reading more when that is needed. */
  async next(): Promise<void> {
    while (!this.step()) {
      const { done, value } = await this.#stream.next()
      if (done) {
        this.current = undefined
        return
      }
      this.#entries = value
      this.#index = 0
    }
  }

  async close(): Promise<void> {
    await this.#stream.return()
  }
}
