import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { InputError } from '@cos/core'
import { openContent, type SizedSource, type StreamSource, type V4UploadSource } from './source.js'

/** Opens any source; text and `file:` URLs are paths. */
export async function openSource(source: V4UploadSource): Promise<SizedSource | StreamSource> {
  if (typeof source === 'string') return openFile(source)
  return source instanceof URL ? openFile(fileURLToPath(source)) : openContent(source)
}

async function openFile(path: string): Promise<SizedSource> {
  const handle = await open(path, 'r').catch((cause: Error) => {
    throw new InputError(`cannot be opened: ${cause.message}`, { member: 'source', cause })
  })
  const before = await handle.stat({ bigint: true })
  if (!before.isFile()) {
    await handle.close()
    throw new InputError(`is no regular file: ${path}. Give a stream for pipes and devices.`, { member: 'source' })
  }
  const changed = () =>
    new InputError(`changed while it was uploaded: ${path}. Upload it again once nobody writes to it.`, { member: 'source' })
  return {
    sizeBytes: Number(before.size),
    async read(offset, sizeBytes) {
      const bytes = new Uint8Array(Buffer.allocUnsafeSlow(sizeBytes).buffer)
      for (let filled = 0; filled < sizeBytes; ) {
        const { bytesRead } = await handle.read(bytes, filled, sizeBytes - filled, offset + filled)
        if (bytesRead === 0) throw changed()
        filled += bytesRead
      }
      return bytes
    },
    async checkUnchanged() {
      const after = await handle.stat({ bigint: true })
      if (after.size !== before.size || after.mtimeNs !== before.mtimeNs) throw changed()
    },
    close: () => handle.close(),
  }
}
