import { InputError, refuse } from '../errors/input-error.js'
import type { OpenedFile } from './opened-file.js'

const chunkBytes = 512 * 1024

/** Opens a file to be sent, as often as needed. */
export async function openFile(path: string | URL): Promise<OpenedFile> {
  // Loaded with the first file, and not with the import of this package.
  const { open } = process.getBuiltinModule('node:fs/promises')
  const handle = await open(path, 'r').catch((cause: Error) => {
    throw new InputError(`cannot be opened: ${cause.message}`, { member: 'path', cause })
  })
  const before = await handle.stat({ bigint: true })
  if (!before.isFile()) {
    await handle.close()
    refuse('path', 'must be that of a file')
  }
  const contentLength = Number(before.size)
  const changed = () => refuse('path', 'changed while it was uploaded; upload it again once nobody writes to it')
  return {
    contentLength,
    async *body() {
      for (let position = 0; position < contentLength; ) {
        const wanted = Math.min(chunkBytes, contentLength - position)
        // Fresh memory each time: nobody here knows when the one before has left.
        const { bytesRead, buffer } = await handle.read(new Uint8Array(wanted), 0, wanted, position)
        if (bytesRead === 0) changed()
        position += bytesRead
        yield buffer.subarray(0, bytesRead)
      }
    },
    async checkUnchanged() {
      const after = await handle.stat({ bigint: true })
      if (after.size !== before.size || after.mtimeNs !== before.mtimeNs) changed()
    },
    close: () => handle.close(),
  }
}
