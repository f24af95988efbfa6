import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FileRecord } from './file-record.js'
import type { Journal } from './journal.js'
import { lockFile } from './lock-file.js'
import { readLines } from './record-line.js'

/**
 * Keeps records in a folder, one small file each, which is made if need be. A record is open to one process at a time;
 * that of a process which was killed is free at once.
 */
export function fileJournal(folder: string): Journal {
  return {
    async open(name) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, `${name}.journal`)
      const unlock = await lockFile(path)
      try {
        const written = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return ''
          throw error
        })
        const lines = readLines(written)
        return new FileRecord({ path, lines, unlock, replace: (text) => replace(folder, path, text), remove: () => remove(folder, path) })
      } catch (error) {
        await unlock()
        throw error
      }
    },
  }
}

/** The new text is on the disk before it takes the name, and the name is on the disk before anybody relies on it. */
async function replace(folder: string, path: string, text: string): Promise<void> {
  const handle = await open(`${path}.new`, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${path}.new`, path)
  await syncFolder(folder)
}

async function remove(folder: string, path: string): Promise<void> {
  await rm(path, { force: true })
  await syncFolder(folder)
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no such thing: there a rename is as durable as the file system makes it.
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => {})
  await handle?.close()
}
