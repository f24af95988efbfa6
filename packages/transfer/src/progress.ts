/** How far a transfer is. */
export interface Progress {
  /** Bytes that went over the wire, those of unconfirmed parts included. It never falls, also when a part is repeated. */
  readonly transferredBytes: number
  /** Bytes that are surely there: in parts the service confirmed, or written to the target. */
  readonly confirmedBytes: number
  /** Absent for a stream of unknown length. */
  readonly totalBytes: number | undefined
}

/** Counts what parts report and tells the caller. An error of the caller's function ends the transfer with that error. */
export class ProgressMeter {
  readonly #totalBytes: number | undefined
  readonly #tell: ((progress: Progress) => void) | undefined
  readonly #fail: (error: unknown) => void
  readonly #underWay = new Map<number, number>()
  #underWayBytes = 0
  #confirmedBytes = 0
  #transferredBytes = 0

  constructor(totalBytes: number | undefined, tell: ((progress: Progress) => void) | undefined, fail: (error: unknown) => void) {
    this.#totalBytes = totalBytes
    this.#tell = tell
    this.#fail = fail
  }

  /** Notes how many bytes of a part the running attempt has moved. */
  moved(partNumber: number, bytes: number): void {
    if (!this.#tell) return
    this.#underWayBytes += bytes - (this.#underWay.get(partNumber) ?? 0)
    this.#underWay.set(partNumber, bytes)
    this.#report()
  }

  /** Notes that a part is done. */
  confirmed(partNumber: number, bytes: number): void {
    if (!this.#tell) return
    this.#underWayBytes -= this.#underWay.get(partNumber) ?? 0
    this.#underWay.delete(partNumber)
    this.#confirmedBytes += bytes
    this.#report()
  }

  #report(): void {
    this.#transferredBytes = Math.max(this.#transferredBytes, this.#confirmedBytes + this.#underWayBytes)
    try {
      this.#tell?.({ transferredBytes: this.#transferredBytes, confirmedBytes: this.#confirmedBytes, totalBytes: this.#totalBytes })
    } catch (error) {
      // Thrown from here it would look like a fault of the body that is being read.
      this.#fail(error)
    }
  }
}
