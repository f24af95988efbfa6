import { open, stat } from 'node:fs/promises'
import { InputError } from '@cos/core'
import type { FoundFile } from './folders.js'

/** Looks at a file. A small one is read at once: opened as a part of a large upload it would cost more than to send it. */
export async function readFound(path: string, mostBytes: number): Promise<FoundFile> {
  const about = await stat(path)
  if (!about.isFile()) throw new InputError(`is not a file any more: ${path}`, { member: 'source' })
  const found = { path, sizeBytes: about.size, modifiedMs: about.mtimeMs, mode: about.mode }
  if (about.size > mostBytes) return { ...found, bytes: undefined }
  const handle = await open(path, 'r')
  try {
    // One byte more than it should have tells when it has grown.
    const bytes = new Uint8Array(about.size + 1)
    let filled = 0
    for (;;) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.byteLength - filled)
      filled += bytesRead
      if (bytesRead === 0 || filled === bytes.byteLength) break
    }
    const after = await handle.stat()
    if (filled !== about.size || after.mtimeMs !== about.mtimeMs || after.size !== about.size) {
      throw new InputError(`changed while it was read: ${path}. Upload it again once nobody writes to it.`, { member: 'source' })
    }
    return { ...found, bytes: bytes.subarray(0, filled) }
  } finally {
    await handle.close()
  }
}
