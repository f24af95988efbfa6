import { randomUUID } from 'node:crypto'
import type { Stats } from 'node:fs'
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { InputError } from '@cos/core'
import { FileWriter } from './file-writer.js'
import type { Target } from './target.js'

/**
 * Opens a file to be replaced as a whole: everything goes to a new file beside it, which takes its name, and its mode, at
 * the end. Until then, and after a failure, the old file is as it was.
 */
export async function openFile(path: string, isDurable: boolean): Promise<Target> {
  const { place, existing } = await placeOf(path)
  const temporary = join(dirname(place), `.${basename(place).slice(0, 50)}.${randomUUID()}.part`)
  const handle = await open(temporary, 'wx', existing ? existing.mode & 0o777 : 0o666).catch((cause: Error) => {
    throw new InputError(`cannot be written: ${cause.message}`, { member: 'target', cause })
  })
  return {
    takesParts: true,
    writer: (offset) => new FileWriter(handle, offset),
    commit: () => commit(handle, temporary, place, existing, isDurable),
    async discard() {
      await handle.close()
      await rm(temporary, { force: true })
    },
  }
}

async function commit(
  handle: FileHandle,
  temporary: string,
  place: string,
  existing: Stats | undefined,
  isDurable: boolean,
): Promise<void> {
  // The mode given to `open` is cut by the umask.
  if (existing) await handle.chmod(existing.mode & 0o7777)
  if (isDurable) await handle.sync()
  await handle.close()
  await rename(temporary, place)
  if (!isDurable) return
  const folder = await open(dirname(place), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** A link is followed, so that the file it points to is replaced and not the link. */
async function placeOf(path: string): Promise<{ place: string; existing: Stats | undefined }> {
  try {
    const place = await realpath(path)
    const existing = await stat(place)
    if (existing.isFile()) return { place, existing }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return { place: path, existing: undefined }
    throw new InputError(`cannot be written: ${(cause as Error).message}`, { member: 'target', cause })
  }
  throw new InputError(`is not a regular file: ${path}. For pipes and devices give a stream or a function.`, { member: 'target' })
}
