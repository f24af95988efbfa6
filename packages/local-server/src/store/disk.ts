import { randomBytes } from 'node:crypto'
import { createStore } from './create-store.js'
import { FileVault } from './file-vault.js'
import { Keyring } from './keyring.js'
import { openFolder } from './open-folder.js'
import { SqlLedger } from './sql-ledger.js'
import type { Store } from './store.js'
import type { StoreOptions } from './store-options.js'

/** Options of a disk store. */
export interface DiskStoreOptions extends StoreOptions {
  /**
   * What an answered change survives: the end of the `process`, however sudden, or a loss of `power` too, at the price of
   * waiting for the disk. Default: `process`.
   */
  readonly durability?: 'process' | 'power' | undefined
}

/**
 * Opens the store kept in a folder, making it if need be. A folder is open in one process at a time; a process that died lets
 * go of it by dying.
 *
 * @throws Error if another process (or this one) has the folder open, or its format is not one this version reads.
 */
export async function openDiskStore(folder: string, options: DiskStoreOptions = {}): Promise<Store> {
  const { now = Date.now, random = randomBytes, durability = 'process' } = options
  const isDurable = durability === 'power'
  const { database, blobs, staging, nextBlob, masterKey } = await openFolder(folder, isDurable)
  const ledger = new SqlLedger(database)
  const forget = database.prepare('DELETE FROM garbage WHERE id = ?')
  const onRemoved = (removed: readonly number[]) => ledger.transact(() => removed.forEach((blob) => void forget.run(blob)))
  const vault = new FileVault({ blobs, staging, nextBlob, isDurable, onRemoved })
  return createStore({ ledger, vault, keys: new Keyring(masterKey), now, random })
}
