import { closeSync, fstatSync, open, read, type Stats } from 'node:fs'
import { promisify } from 'node:util'
import { InputError } from '@cos/core'
import type { FoundFile } from './folders.js'

const openFile = promisify(open)

/**
 * Looks at a file. A small one is read at once: opened as a part of a large upload it would cost more than to send it. Only
 * what may wait for a disk leaves this thread, because going there costs more than all the rest.
 */
export async function readFound(path: string, mostBytes: number): Promise<FoundFile> {
  const descriptor = await openFile(path, 'r')
  try {
    const about = fstatSync(descriptor)
    if (!about.isFile()) throw new InputError(`is not a file any more: ${path}`, { member: 'source' })
    const found = { path, sizeBytes: about.size, modifiedMs: about.mtimeMs, mode: about.mode }
    if (about.size > mostBytes) return { ...found, bytes: undefined }
    const bytes = await readAll(descriptor, about.size)
    if (bytes.byteLength !== about.size || !isUnchanged(about, fstatSync(descriptor))) {
      throw new InputError(`changed while it was read: ${path}. Upload it again once nobody writes to it.`, { member: 'source' })
    }
    return { ...found, bytes }
  } finally {
    closeSync(descriptor)
  }
}

/** Reads one byte more than there should be, which tells when a file has grown. */
async function readAll(descriptor: number, sizeBytes: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(sizeBytes + 1)
  let filled = 0
  while (filled <= sizeBytes) {
    const bytesRead = await readSome(descriptor, bytes, filled)
    filled += bytesRead
    // A short read is the end, as far as the size agrees.
    if (bytesRead === 0 || filled === sizeBytes) break
  }
  return bytes.subarray(0, filled)
}

function readSome(descriptor: number, bytes: Uint8Array, offset: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(descriptor, bytes, offset, bytes.byteLength - offset, null, (error, bytesRead) => (error ? reject(error) : resolve(bytesRead)))
  })
}

function isUnchanged(before: Stats, after: Stats): boolean {
  return before.size === after.size && before.mtimeMs === after.mtimeMs
}
