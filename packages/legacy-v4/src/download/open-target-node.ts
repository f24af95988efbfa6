import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { InputError } from '@cos/core'
import type { DownloadTarget } from './target.js'

/** Opens a new file beside the target, which takes its name at the end. */
export async function openTarget(target: string | URL): Promise<DownloadTarget> {
  const path = typeof target === 'string' ? target : fileURLToPath(target)
  const temporary = join(dirname(path), `.${basename(path).slice(0, 50)}.${randomUUID()}.part`)
  const handle = await open(temporary, 'wx').catch((cause: Error) => {
    throw new InputError(`cannot be written: ${cause.message}`, { member: 'target', cause })
  })
  return {
    async write(chunk) {
      for (let written = 0; written < chunk.byteLength; ) written += (await handle.write(chunk, written)).bytesWritten
    },
    async commit() {
      await handle.sync()
      await handle.close()
      await rename(temporary, path)
    },
    async discard() {
      await handle.close()
      await rm(temporary, { force: true })
    },
  }
}
