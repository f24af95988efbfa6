import { randomBytes } from 'node:crypto'
import { createStore } from './create-store.js'
import { Keyring } from './keyring.js'
import { MemoryLedger } from './memory-ledger.js'
import type { Store } from './store.js'
import type { StoreOptions } from './store-options.js'
import type { Vault } from './vault.js'

/** Makes an empty store that keeps everything in memory and is gone with it. */
export function createMemoryStore(options: StoreOptions = {}): Store {
  const { now = Date.now, random = randomBytes } = options
  return createStore({ ledger: new MemoryLedger(), vault: memoryVault(), keys: new Keyring(randomBytes(32)), now, random })
}

/** All content stays with its record: there are no blobs, and what is open stays readable because it is referred to. */
function memoryVault(): Vault {
  const never = (): never => {
    throw new Error('The memory store has no blobs.')
  }
  return {
    inlineLimitBytes: Number.POSITIVE_INFINITY,
    createBlob: never,
    createBlobNow: never,
    overwriteNow: never,
    read: never,
    settle() {},
    remove() {},
    keep() {},
    hold() {},
    letGo() {},
    async close() {},
  }
}
