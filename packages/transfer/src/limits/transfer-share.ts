import type { Body } from '@cos/core'
import type { CommandSender } from '../control/command-sender.js'
import type { Control } from '../control/control.js'

// All that limits need is a method of theirs: a page whose transfers have none does without the code.

/** A transfer's right to work: given back when a request ends. */
export interface Slot {
  /** Gives it back, with how long the request took and how many bytes it moved; without, when it failed. */
  release(done?: { readonly elapsedMs: number; readonly sizeBytes: number }): void
}

/**
 * A share of limits: a transfer has one, and so has a group of transfers. Shares of one parent get slots in turn, the one
 * with the fewest first, so that a huge file and a thousand small ones get the same.
 */
export interface TransferShare {
  /** Makes a share inside this one. */
  share(): TransferShare
  /** Waits for a slot. */
  acquire(signal: AbortSignal): Promise<Slot>
  /** Does a request's work within a slot, and notes how long it took. */
  during<Result>(run: Pick<Control, 'clock' | 'signal'>, sizeBytes: number, work: () => Promise<Result>): Promise<Result>
  /** Waits until so many bytes may move; undefined when they may at once. */
  pace(sizeBytes: number, signal: AbortSignal): Promise<void> | undefined
  /** Holds a body back: chunk by chunk where it is read as it is sent, otherwise as a whole before it is sent. */
  paced(body: Body, sizeBytes: number, signal: AbortSignal): Promise<Body>
  /** Shows it what the service answers a client: the one to send by. */
  observe(client: CommandSender): CommandSender
  /** Notes that the service asked for less. */
  slowDown(): void
  /** Ends this share. Slots it still holds are given back as usual. */
  leave(): void
}
