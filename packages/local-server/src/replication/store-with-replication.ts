import type { Configurations } from '../configurations/configurations.js'
import type { JsonObject } from '../store/json.js'
import type { Store } from '../store/store.js'
import { type Replicable, ruleFor } from './rule-for.js'

/**
 * Gives a store that marks what is to be copied elsewhere as `Pending` in the very change that stores or deletes it. So the mark is
 * there exactly when the change is, whatever happens to the process.
 */
export function storeWithReplication(store: Store, configurations: Pick<Configurations, 'get'>): Store {
  /** Gives the attributes with the mark; undefined when the version is not to be copied. */
  async function pending(bucket: string, version: Replicable): Promise<JsonObject | undefined> {
    const document = await configurations.get(bucket, 'replication')
    const rule = document && ruleFor(document.rules, version)
    return rule && { ...version.attributes, replicationStatus: 'Pending' }
  }
  const object = { isAppendable: false, isDeleteMarker: false }
  return {
    ...store,
    async putObject(put) {
      const attributes = await pending(put.bucket, { ...object, key: put.key, attributes: put.attributes })
      return store.putObject(attributes ? { ...put, attributes } : put)
    },
    async completeUpload(completion) {
      const { bucket, key } = completion
      if (!(await configurations.get(bucket, 'replication'))) return store.completeUpload(completion)
      const said = completion.attributes ?? (await store.getUpload(completion))?.attributes
      const attributes = said && (await pending(bucket, { ...object, key, attributes: said }))
      return store.completeUpload(attributes ? { ...completion, attributes } : completion)
    },
    async deleteObject(deletion) {
      const { bucket, key, versioning, markerAttributes = {} } = deletion
      if (versioning === 'never') return store.deleteObject(deletion)
      const attributes = await pending(bucket, { isAppendable: false, isDeleteMarker: true, key, attributes: markerAttributes })
      return store.deleteObject(attributes ? { ...deletion, markerAttributes: attributes } : deletion)
    },
  }
}
