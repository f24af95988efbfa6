import { bucketOperations } from './bucket-operations.js'
import { listingOperations } from './listing-operations.js'
import { objectOperations } from './object-operations.js'
import type { Store } from './store.js'
import type { StoreContext } from './store-context.js'
import { uploadOperations } from './upload-operations.js'

/** Makes a store of a ledger and a vault. What a store does is written once, above the two; they only keep. */
export function createStore(context: StoreContext): Store {
  return {
    ...bucketOperations(context),
    ...objectOperations(context),
    ...listingOperations(context),
    ...uploadOperations(context),
    async close() {
      await context.vault.close()
      await context.ledger.close()
    },
  }
}
