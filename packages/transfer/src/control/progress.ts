import type { Clock } from '@cos/core'

/** How far a transfer is. */
export interface Progress {
  /** Bytes that went over the wire, or were there from an earlier call, those of unconfirmed parts included. It never falls, also when a part is repeated. */
  readonly transferredBytes: number
  /** Bytes that are surely there: in parts the service confirmed, or written to the target. */
  readonly confirmedBytes: number
  /** Absent for a stream of unknown length. */
  readonly totalBytes: number | undefined
  /** Parts that are surely there. */
  readonly confirmedParts: number
  /** Parts in all; absent for a stream of unknown length. */
  readonly totalParts: number | undefined
  /** Speed of the last seconds; 0 before it is known. */
  readonly bytesPerSecond: number
  /** How long the rest takes at this speed; absent while nobody can tell. */
  readonly remainingMs: number | undefined
}

/** How much of the speed known so far a new measurement replaces. */
const rateWeight = 0.3
const measureEveryMs = 500

/** Counts what parts report and tells whoever listens. */
export class ProgressMeter {
  readonly #clock: Clock
  readonly #tell: (progress: Progress) => void
  readonly #underWay = new Map<number, number>()
  #totalBytes: number | undefined
  #totalParts: number | undefined
  #underWayBytes = 0
  #confirmedBytes = 0
  #confirmedParts = 0
  #transferredBytes = 0
  #measuredAt: number
  #measuredBytes = 0
  #bytesPerSecond = 0
  /** True while somebody listens: counting is cheap, telling is not. */
  isHeard = false

  constructor(clock: Clock, tell: (progress: Progress) => void) {
    this.#clock = clock
    this.#tell = tell
    this.#measuredAt = clock.now()
  }

  /** Begins, or begins anew, with what is known of the size. */
  begin(totalBytes: number | undefined, totalParts: number | undefined): void {
    this.#totalBytes = totalBytes
    this.#totalParts = totalParts
    this.#underWay.clear()
    this.#underWayBytes = this.#confirmedBytes = this.#confirmedParts = 0
    // A second version may be smaller than the first was.
    this.#transferredBytes = Math.min(this.#transferredBytes, totalBytes ?? 0)
    this.#measuredBytes = this.#transferredBytes
  }

  /** Notes what an earlier call left: it is there, but says nothing of the speed. */
  found(partCount: number, sizeBytes: number): void {
    this.#confirmedParts += partCount
    this.#confirmedBytes += sizeBytes
    this.#measuredBytes += sizeBytes
    this.#report()
  }

  /** Notes how many bytes of a part the running attempt has moved. */
  moved(partNumber: number, bytes: number): void {
    this.#underWayBytes += bytes - (this.#underWay.get(partNumber) ?? 0)
    this.#underWay.set(partNumber, bytes)
    this.#report()
  }

  /** Notes that a part is done. */
  confirmed(partNumber: number, bytes: number): void {
    this.#underWayBytes -= this.#underWay.get(partNumber) ?? 0
    this.#underWay.delete(partNumber)
    this.#confirmedBytes += bytes
    this.#confirmedParts += 1
    this.#report()
  }

  /** How far it is now. */
  get progress(): Progress {
    const rest = this.#totalBytes === undefined ? undefined : this.#totalBytes - this.#transferredBytes
    return {
      transferredBytes: this.#transferredBytes,
      confirmedBytes: this.#confirmedBytes,
      totalBytes: this.#totalBytes,
      confirmedParts: this.#confirmedParts,
      totalParts: this.#totalParts,
      bytesPerSecond: this.#bytesPerSecond,
      remainingMs: rest === undefined || this.#bytesPerSecond === 0 ? undefined : (rest / this.#bytesPerSecond) * 1000,
    }
  }

  #report(): void {
    this.#transferredBytes = Math.max(this.#transferredBytes, this.#confirmedBytes + this.#underWayBytes)
    this.#measure()
    if (this.isHeard) this.#tell(this.progress)
  }

  #measure(): void {
    const passedMs = this.#clock.now() - this.#measuredAt
    if (passedMs < measureEveryMs) return
    const rate = ((this.#transferredBytes - this.#measuredBytes) / passedMs) * 1000
    const weight = this.#bytesPerSecond === 0 ? 1 : rateWeight
    this.#bytesPerSecond += (Math.max(0, rate) - this.#bytesPerSecond) * weight
    this.#measuredAt += passedMs
    this.#measuredBytes = this.#transferredBytes
  }
}
