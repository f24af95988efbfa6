import type { Clock } from '@cos/core'
import type { Account } from '../account.js'
import { type Configurations, createConfigurations } from '../configurations/configurations.js'
import { storeWithReplication } from '../replication/store-with-replication.js'
import type { Store } from '../store/store.js'
import { storeUnderLock } from '../store-under-lock.js'
import type { Behaviour, CreateBehaviour } from './behaviour.js'
import { createDeferral } from './deferral.js'
import { observeStore } from './observe-store.js'

/** The behaviours of a server as one, with what they share. */
export interface Behaviours extends Required<Omit<Behaviour, 'sweep'>> {
  /** The store, telling the behaviours of what is changed through it. */
  readonly store: Store
  readonly configurations: Configurations
  /** Does what time brings. One sweep runs at a time; others wait for their turn. */
  readonly sweep: (signal?: AbortSignal) => Promise<void>
  /** Ends a sweep that is under way, waits for deferred work, and has everything put away. */
  readonly close: () => Promise<void>
}

/** Options of {@link createBehaviours}. */
export interface BehavioursOptions {
  readonly store: Store
  readonly clock: Clock
  readonly accounts: readonly Account[]
  readonly allowOrigins: readonly string[]
  readonly onError: (error: unknown) => void
}

/** Makes the behaviours of a server. */
export function createBehaviours(creators: readonly CreateBehaviour[], options: BehavioursOptions): Behaviours {
  const { clock, accounts, allowOrigins, onError } = options
  const closing = new AbortController()
  const deferral = createDeferral(onError)
  const all: Behaviour[] = []
  const configurations = createConfigurations(options.store)
  const guarded = storeUnderLock(options.store, configurations, clock)
  const store = observeStore(storeWithReplication(guarded, configurations), (change) => {
    for (const listener of listeners.objectChanged) listener(change)
  })
  const context = { store, configurations, clock, accounts, allowOrigins, closing: closing.signal, defer: deferral.defer }
  for (const create of creators) all.push(create(context))
  const listeners = {
    insteadOfOperation: having(all, 'insteadOfOperation'),
    beforeHandler: having(all, 'beforeHandler'),
    onMissingObject: having(all, 'onMissingObject'),
    headersAbout: having(all, 'headersAbout'),
    answerHeaders: having(all, 'answerHeaders'),
    afterAnswer: having(all, 'afterAnswer'),
    objectChanged: having(all, 'objectChanged'),
    objectRead: having(all, 'objectRead'),
    sweep: having(all, 'sweep'),
    close: having(all, 'close'),
  }
  let swept: Promise<void> = Promise.resolve()
  const sweepOnce = async (signal: AbortSignal) => {
    await deferral.settled()
    for (const sweep of listeners.sweep) await sweep(signal)
    await deferral.settled()
  }
  return {
    store,
    configurations,
    async insteadOfOperation(arrival) {
      for (const answer of listeners.insteadOfOperation) {
        const given = await answer(arrival)
        if (given) return given
      }
      return undefined
    },
    async beforeHandler(call, operation) {
      for (const refuse of listeners.beforeHandler) await refuse(call, operation)
    },
    async onMissingObject(call, operation) {
      for (const help of listeners.onMissingObject) {
        const given = await help(call, operation)
        if (given) return given
      }
      return undefined
    },
    async headersAbout(record) {
      let headers: Readonly<Record<string, string>> | undefined
      for (const tell of listeners.headersAbout) {
        const told = await tell(record)
        if (told) headers = { ...headers, ...told }
      }
      return headers
    },
    async answerHeaders(progress) {
      let headers: Readonly<Record<string, string>> | undefined
      for (const add of listeners.answerHeaders) {
        const added = await add(progress)
        headers = headers && added ? { ...headers, ...added } : (headers ?? added)
      }
      return headers
    },
    afterAnswer(progress, answer) {
      for (const learn of listeners.afterAnswer) learn(progress, answer)
    },
    objectChanged(change) {
      for (const learn of listeners.objectChanged) learn(change)
    },
    objectRead(record) {
      for (const learn of listeners.objectRead) learn(record)
    },
    sweep(signal) {
      const either = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal
      const sweeping = swept.then(() => sweepOnce(either))
      swept = sweeping.catch(() => {})
      return sweeping
    },
    async close() {
      closing.abort()
      await swept
      await deferral.settled()
      for (const close of listeners.close) await close()
    },
  }
}

function having<Name extends keyof Behaviour>(all: readonly Behaviour[], name: Name): NonNullable<Behaviour[Name]>[] {
  return all.flatMap((behaviour) => (behaviour[name] ? [behaviour[name]] : [])) as NonNullable<Behaviour[Name]>[]
}
