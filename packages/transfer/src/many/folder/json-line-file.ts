import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import type { LineFile } from './folders.js'

/** Writes lines beside the path; at the end they take its name, so that a manifest can be read while the next is written. */
export function jsonLineFile(path: string): LineFile {
  const temporary = `${path}.part`
  let handle: FileHandle | undefined
  return {
    async add(line) {
      handle ??= await open(temporary, 'w')
      await handle.write(`${line}\n`)
    },
    async close() {
      if (!handle) return rm(path, { force: true })
      await handle.sync()
      await handle.close()
      await rename(temporary, path)
    },
  }
}

/** Reads the lines of a file. */
export async function* linesOf(path: string): AsyncGenerator<string, void> {
  const file = await open(path)
  try {
    yield* file.readLines()
  } finally {
    await file.close()
  }
}
