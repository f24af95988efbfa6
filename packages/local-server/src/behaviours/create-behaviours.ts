import type { Clock } from '@cos/core'
import { type Configurations, createConfigurations } from '../configurations/configurations.js'
import type { Store } from '../store/store.js'
import type { Behaviour, CreateBehaviour } from './behaviour.js'
import { createDeferral } from './deferral.js'
import { observeStore } from './observe-store.js'

/** The behaviours of a server as one, with what they share. */
export interface Behaviours extends Required<Behaviour> {
  /** The store, telling the behaviours of what is changed through it. */
  readonly store: Store
  readonly configurations: Configurations
  /** Waits for what is under way. */
  readonly close: () => Promise<void>
}

/** Options of {@link createBehaviours}. */
export interface BehavioursOptions {
  readonly store: Store
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}

/** Makes the behaviours of a server. */
export function createBehaviours(creators: readonly CreateBehaviour[], options: BehavioursOptions): Behaviours {
  const { clock, onError } = options
  const deferral = createDeferral(onError)
  const all: Behaviour[] = []
  const store = observeStore(options.store, (change) => {
    for (const listener of listeners.objectChanged) listener(change)
  })
  const configurations = createConfigurations(store)
  const context = { store, configurations, clock, defer: deferral.defer }
  for (const create of creators) all.push(create(context))
  const listeners = {
    insteadOfOperation: having(all, 'insteadOfOperation'),
    beforeHandler: having(all, 'beforeHandler'),
    onMissingObject: having(all, 'onMissingObject'),
    afterAnswer: having(all, 'afterAnswer'),
    objectChanged: having(all, 'objectChanged'),
    sweep: having(all, 'sweep'),
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
    afterAnswer(progress, answer) {
      for (const learn of listeners.afterAnswer) learn(progress, answer)
    },
    objectChanged(change) {
      for (const learn of listeners.objectChanged) learn(change)
    },
    async sweep() {
      await deferral.settled()
      for (const sweep of listeners.sweep) await sweep()
      await deferral.settled()
    },
    close: () => deferral.settled(),
  }
}

function having<Name extends keyof Behaviour>(all: readonly Behaviour[], name: Name): NonNullable<Behaviour[Name]>[] {
  return all.flatMap((behaviour) => (behaviour[name] ? [behaviour[name]] : [])) as NonNullable<Behaviour[Name]>[]
}
