import type { Clock } from '@cos/core'
import type { Configurations } from './configurations/configurations.js'
import { Fault } from './fault.js'
import { lockedUntilMs } from './object-lock.js'
import type { Condition, Store } from './store/store.js'

interface Guarded {
  readonly bucket: string
  readonly condition?: Condition | undefined
}

/** Gives a store that destroys no version while it is locked, whoever asks for it: requests, lifecycles, replication. */
export function storeUnderLock(store: Store, configurations: Pick<Configurations, 'get'>, { now }: Pick<Clock, 'now'>): Store {
  async function guard<Change extends Guarded, Outcome>(change: Change, carryOut: (guarded: Change) => Promise<Outcome>): Promise<Outcome> {
    const lock = await configurations.get(change.bucket, 'object-lock')
    if (!lock) return carryOut(change)
    const condition: Condition = (current, doomed) => {
      if (doomed && lockedUntilMs(doomed, lock) > now()) throw new Fault('ObjectLocked')
      return change.condition?.(current, doomed) ?? true
    }
    return carryOut({ ...change, condition })
  }
  return {
    ...store,
    putObject: (put) => guard(put, store.putObject),
    appendObject: (append) => guard(append, store.appendObject),
    completeUpload: (completion) => guard(completion, store.completeUpload),
    deleteObject: (deletion) => guard(deletion, store.deleteObject),
    deleteVersion: (deletion) => guard(deletion, store.deleteVersion),
  }
}
