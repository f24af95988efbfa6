import type { Store } from '../store/store.js'
import { type Walk, walkVersions } from '../walk-versions.js'
import type { LifecycleSubject } from './due-action.js'

/** Gives every version of a bucket with what rules ask of its neighbours: when it was replaced, and whether it is the last of its key. */
export async function* subjectsOf(store: Store, walk: Walk): AsyncGenerator<LifecycleSubject> {
  let waiting: LifecycleSubject | undefined
  for await (const record of walkVersions(store, walk)) {
    const isSameKey = waiting?.record.key === record.key
    // A version is given once the one after it is known.
    if (waiting) yield { ...waiting, isAlone: waiting.isAlone && !isSameKey }
    waiting = { record, noncurrentSinceMs: isSameKey ? waiting!.record.modifiedAtMs : undefined, isAlone: !isSameKey }
  }
  if (waiting) yield waiting
}
