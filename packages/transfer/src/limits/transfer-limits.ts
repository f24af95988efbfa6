import { type Body, type Clock, systemClock } from '@cos/core'
import type { CommandSender } from '../control/command-sender.js'
import type { Control } from '../control/control.js'
import { checkConcurrency } from '../control/pool.js'
import { AdaptiveLimit } from './adaptive-limit.js'
import { Bandwidth } from './bandwidth.js'
import { duringSlot } from './during-slot.js'
import { observeSlowDown } from './observe-slow-down.js'
import { pacedBody } from './paced-body.js'
import type { Slot, TransferShare } from './transfer-share.js'

/** Options of {@link TransferLimits}. */
export interface TransferLimitsOptions {
  /** Requests at once, over all transfers. Default 16. */
  readonly concurrency?: number | undefined
  /** Bytes a second, both ways together. Default: no limit. */
  readonly bytesPerSecond?: number | undefined
  /** Sends fewer requests at once when the service asks for it (503 `SlowDown`, 429) or becomes slow, and more again later. Default true. */
  readonly isAdaptive?: boolean | undefined
  /** Where time comes from. Default: the machine's. */
  readonly clock?: Clock | undefined
}

interface Waiter {
  grant(): void
}

/**
 * Limits that transfers share: give one to each by `limits`. Slots go in turn to the transfer that has the fewest, so
 * nobody starves. `share()` makes a group that counts as one.
 */
export class TransferLimits implements TransferShare {
  readonly #root: Node

  /** Throws an `InputError` for limits that cannot work. */
  constructor(options: TransferLimitsOptions = {}) {
    const { concurrency = 16, bytesPerSecond, isAdaptive = true, clock = systemClock } = options
    const most = checkConcurrency(concurrency)
    this.#root = new Node(undefined, {
      most,
      adaptive: isAdaptive ? new AdaptiveLimit(most) : undefined,
      bandwidth: bytesPerSecond === undefined ? undefined : new Bandwidth(bytesPerSecond, clock),
    })
  }

  /** Requests at once that are allowed now. */
  get concurrency(): number {
    return this.#root.limit
  }

  share(): TransferShare {
    return this.#root.share()
  }

  acquire(signal: AbortSignal): Promise<Slot> {
    return this.#root.acquire(signal)
  }

  pace(sizeBytes: number, signal: AbortSignal): Promise<void> | undefined {
    return this.#root.pace(sizeBytes, signal)
  }

  during<Result>(run: Pick<Control, 'clock' | 'signal'>, sizeBytes: number, work: () => Promise<Result>): Promise<Result> {
    return duringSlot(this, run, sizeBytes, work)
  }

  paced(body: Body, sizeBytes: number, signal: AbortSignal): Promise<Body> {
    return pacedBody(this, body, sizeBytes, signal)
  }

  observe(client: CommandSender): CommandSender {
    return observeSlowDown(client, this)
  }

  slowDown(): void {
    this.#root.slowDown()
  }

  /** Does nothing: limits last as long as somebody has them. */
  leave(): void {}
}

interface Rules {
  readonly most: number
  readonly adaptive: AdaptiveLimit | undefined
  readonly bandwidth: Bandwidth | undefined
}

class Node implements TransferShare {
  readonly #parent: Node | undefined
  readonly #rules: Rules
  readonly #children = new Set<Node>()
  readonly #waiters: Waiter[] = []
  /** Slots held and asked for, here and below. */
  #held = 0
  #wanted = 0
  #servedAt = 0
  #turn = 0

  constructor(parent: Node | undefined, rules: Rules) {
    this.#parent = parent
    this.#rules = rules
  }

  get limit(): number {
    return this.#rules.adaptive?.value ?? this.#rules.most
  }

  share(): TransferShare {
    const child = new Node(this, this.#rules)
    this.#children.add(child)
    return child
  }

  leave(): void {
    if (this.#parent) this.#parent.#children.delete(this)
  }

  pace(sizeBytes: number, signal: AbortSignal): Promise<void> | undefined {
    return this.#rules.bandwidth?.take(sizeBytes, signal)
  }

  during<Result>(run: Pick<Control, 'clock' | 'signal'>, sizeBytes: number, work: () => Promise<Result>): Promise<Result> {
    return duringSlot(this, run, sizeBytes, work)
  }

  paced(body: Body, sizeBytes: number, signal: AbortSignal): Promise<Body> {
    return pacedBody(this, body, sizeBytes, signal)
  }

  observe(client: CommandSender): CommandSender {
    return observeSlowDown(client, this)
  }

  slowDown(): void {
    this.#rules.adaptive?.slowDown()
  }

  acquire(given: AbortSignal): Promise<Slot> {
    // Its own, because Node warns of a signal that many listen to.
    const signal = AbortSignal.any([given])
    return new Promise<Slot>((resolve, reject) => {
      const stop = () => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1)
        this.#want(-1)
        reject(signal.reason)
      }
      const waiter: Waiter = {
        grant: () => {
          signal.removeEventListener('abort', stop)
          resolve(this.#slot())
        },
      }
      if (signal.aborted) {
        reject(signal.reason)
        return
      }
      signal.addEventListener('abort', stop, { once: true })
      this.#waiters.push(waiter)
      this.#want(1)
      this.#dispatch()
    })
  }

  #slot(): Slot {
    let isHeld = true
    return {
      release: (done) => {
        if (!isHeld) return
        isHeld = false
        if (done) this.#rules.adaptive?.succeeded(done.elapsedMs, done.sizeBytes)
        this.#hold(-1)
        this.#dispatch()
      },
    }
  }

  #want(count: number): void {
    for (let node: Node | undefined = this; node; node = node.#parent) node.#wanted += count
  }

  #hold(count: number): void {
    for (let node: Node | undefined = this; node; node = node.#parent) node.#held += count
  }

  #dispatch(): void {
    let root: Node = this
    while (root.#parent) root = root.#parent
    while (root.#wanted > 0 && root.#held < root.limit) {
      let node = root
      while (node.#waiters.length === 0) node = node.#next()
      node.#servedAt = root.#turn
      for (let passed = node; passed.#parent; passed = passed.#parent) passed.#servedAt = root.#turn
      root.#turn += 1
      const waiter = node.#waiters.shift()!
      node.#want(-1)
      node.#hold(1)
      waiter.grant()
    }
  }

  /** The child whose turn it is: the one that holds the fewest, and among those the one served longest ago. */
  #next(): Node {
    let best: Node | undefined
    for (const child of this.#children) {
      if (child.#wanted === 0) continue
      const isBetter = !best || child.#held < best.#held || (child.#held === best.#held && child.#servedAt < best.#servedAt)
      if (isBetter) best = child
    }
    return best!
  }
}
