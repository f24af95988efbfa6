import type { Store } from '../store/store.js'
import type { ObjectChange } from './behaviour.js'

/** Gives a store that tells of the changes made through it, once they are safe. */
export function observeStore(store: Store, tell: (change: ObjectChange) => void): Store {
  const stored = <Outcome extends { readonly outcome: string }>(outcome: Outcome): Outcome => {
    if (isStored(outcome)) tell({ kind: 'stored', record: outcome.record })
    return outcome
  }
  return {
    ...store,
    putObject: async (put) => stored(await store.putObject(put)),
    appendObject: async (append) => stored(await store.appendObject(append)),
    completeUpload: async (completion) => stored(await store.completeUpload(completion)),
    async updateObject(address, update, options) {
      const outcome = await store.updateObject(address, update, options)
      if (outcome.outcome === 'found') tell({ kind: 'updated', record: outcome.record })
      return outcome
    },
    async deleteObject(deletion) {
      const outcome = await store.deleteObject(deletion)
      if (outcome.outcome === 'deleted' || outcome.outcome === 'marked') tell({ kind: outcome.outcome, record: outcome.record })
      return outcome
    },
    async deleteVersion(deletion) {
      const outcome = await store.deleteVersion(deletion)
      if (outcome.outcome === 'deleted') tell({ kind: 'deleted', record: outcome.record })
      return outcome
    },
  }
}

function isStored(outcome: { readonly outcome: string }): outcome is { readonly outcome: 'stored' } & Pick<ObjectChange, 'record'> {
  return outcome.outcome === 'stored'
}
