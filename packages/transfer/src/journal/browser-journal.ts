import { CosError, InputError } from '@cos/core'
import type { Journal, JournalRecord } from './journal.js'

const store = 'lines'

/**
 * Keeps records in the browser's own database (IndexedDB), so that a transfer goes on after a reload. Where the browser has
 * locks (`navigator.locks`), two tabs never work on one transfer.
 */
export function browserJournal(databaseName = 'cos-transfers'): Journal {
  return {
    async open(name) {
      if (typeof indexedDB === 'undefined') throw new InputError('needs IndexedDB, which this runtime does not have', { member: 'resume' })
      const unlock = await lock(`${databaseName}/${name}`)
      try {
        const database = await openDatabase(databaseName)
        const keys = IDBKeyRange.bound([name], [name, []])
        const lines = (await settled(database.transaction(store).objectStore(store).getAll(keys))) as string[]
        return record(database, name, lines, unlock)
      } catch (error) {
        unlock()
        throw error
      }
    },
  }
}

function record(database: IDBDatabase, name: string, lines: readonly string[], unlock: () => void): JournalRecord {
  let count = lines.length
  const keys = IDBKeyRange.bound([name], [name, []])
  const write = (work: (lines: IDBObjectStore) => void) =>
    new Promise<void>((resolve, reject) => {
      const transaction = database.transaction(store, 'readwrite', { durability: 'strict' })
      transaction.oncomplete = () => resolve()
      transaction.onabort = transaction.onerror = () => reject(transaction.error)
      work(transaction.objectStore(store))
    })
  const close = async () => {
    database.close()
    unlock()
  }
  return {
    lines,
    begin: (line) =>
      write((all) => {
        all.delete(keys)
        all.put(line, [name, 0])
        count = 1
      }),
    append: (line) => write((all) => void all.put(line, [name, count++])),
    remove: () => write((all) => void all.delete(keys)).finally(close),
    close,
  }
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(store)
  return settled(opening)
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Takes a lock of the page's origin, held until the returned function is called; the browser frees it with the page. */
function lock(name: string): Promise<() => void> {
  if (typeof navigator === 'undefined' || !navigator.locks) return Promise.resolve(() => {})
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (held) => {
        if (!held)
          throw new CosError('Another transfer of the same source and target is under way in another tab.', { code: 'TransferLocked' })
        return new Promise<void>((release) => resolve(release))
      })
      .catch(reject)
  })
}
