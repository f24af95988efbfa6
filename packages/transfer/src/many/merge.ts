import { compareNames } from './compare-names.js'
import type { Entry, EntryStream } from './entry.js'
import { EntryCursor } from './entry-cursor.js'

/** Walks two ordered streams at once: each name once, with what either side has of it. Waits only where a side has to be read on. */
export class Merge {
  readonly #left: EntryCursor
  readonly #right: EntryCursor | undefined
  readonly #signal: AbortSignal | undefined
  /** What the sides have of the current name; neither at the end. */
  source: Entry | undefined
  target: Entry | undefined

  constructor(source: EntryStream, target: EntryStream | undefined, takes: (name: string) => boolean, signal: AbortSignal | undefined) {
    const isWanted = ({ name }: Entry) => takes(name)
    this.#left = new EntryCursor(source, isWanted)
    this.#right = target && new EntryCursor(target, isWanted)
    this.#signal = signal
  }

  /** Goes to the first name. */
  async begin(): Promise<void> {
    await Promise.all([this.#left.next(), this.#right?.next()])
    this.#look()
  }

  /** Goes to the next name. */
  advance(): Promise<void> | undefined {
    const isLeftRead = !this.source || this.#left.step()
    const isRightRead = !this.target || this.#right!.step()
    if (!isLeftRead || !isRightRead) return this.#readOn(isLeftRead, isRightRead)
    this.#look()
    return undefined
  }

  async close(): Promise<void> {
    await Promise.all([this.#left.close(), this.#right?.close()])
  }

  async #readOn(isLeftRead: boolean, isRightRead: boolean): Promise<void> {
    this.#signal?.throwIfAborted()
    await Promise.all([isLeftRead ? undefined : this.#left.next(), isRightRead ? undefined : this.#right?.next()])
    this.#look()
  }

  #look(): void {
    const left = this.#left.current
    const right = this.#right?.current
    const order = !right ? -1 : !left ? 1 : compareNames(left.name, right.name)
    this.source = order <= 0 ? left : undefined
    this.target = order >= 0 ? right : undefined
  }
}
