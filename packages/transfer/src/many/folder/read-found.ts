import type { Stats } from 'node:fs'
import { InputError } from '@cos/core'
import { QuickDisk } from '../../quick-disk.js'
import type { FoundFile } from './folders.js'

/**
 * Makes the function that looks at a file. A small one is read at once: opened as a part of a large upload it would cost more
 * than to send it.
 */
export function foundReader(disk = new QuickDisk()): (path: string, mostBytes: number) => FoundFile | Promise<FoundFile> {
  return (path, mostBytes) =>
    disk.do(
      () => readHere(path, mostBytes),
      () => readElsewhere(path, mostBytes),
    )
}

function readHere(path: string, mostBytes: number): FoundFile {
  const { closeSync, fstatSync, openSync, readSync } = process.getBuiltinModule('node:fs')
  const descriptor = openSync(path, 'r')
  try {
    const about = fstatSync(descriptor)
    if (!isSmall(path, about, mostBytes)) return found(path, about, undefined)
    const bytes = new Uint8Array(about.size + 1)
    let filled = 0
    while (filled <= about.size) {
      const bytesRead = readSync(descriptor, bytes, filled, bytes.byteLength - filled, null)
      filled += bytesRead
      if (isEnd(bytesRead, filled, about)) break
    }
    checkUnchanged(path, about, fstatSync(descriptor), filled)
    return found(path, about, bytes.subarray(0, filled))
  } finally {
    closeSync(descriptor)
  }
}

/** What does not wait for the disk stays here all the same. */
async function readElsewhere(path: string, mostBytes: number): Promise<FoundFile> {
  const { closeSync, fstatSync } = process.getBuiltinModule('node:fs')
  const descriptor = await openElsewhere(path)
  try {
    const about = fstatSync(descriptor)
    if (!isSmall(path, about, mostBytes)) return found(path, about, undefined)
    const bytes = new Uint8Array(about.size + 1)
    let filled = 0
    while (filled <= about.size) {
      const bytesRead = await readSome(descriptor, bytes, filled)
      filled += bytesRead
      if (isEnd(bytesRead, filled, about)) break
    }
    checkUnchanged(path, about, fstatSync(descriptor), filled)
    return found(path, about, bytes.subarray(0, filled))
  } finally {
    closeSync(descriptor)
  }
}

function isSmall(path: string, about: Stats, mostBytes: number): boolean {
  if (!about.isFile()) throw new InputError(`is not a file any more: ${path}`, { member: 'source' })
  return about.size <= mostBytes
}

function found(path: string, { size, mtimeMs, mode }: Stats, bytes: Uint8Array | undefined): FoundFile {
  return { path, sizeBytes: size, modifiedMs: mtimeMs, mode, bytes }
}

/** There is room for one byte more than there should be, which tells when a file has grown. A short read is the end, as far as the size agrees. */
function isEnd(bytesRead: number, filled: number, { size }: Stats): boolean {
  return bytesRead === 0 || filled === size
}

function checkUnchanged(path: string, before: Stats, after: Stats, filled: number): void {
  if (filled === before.size && before.size === after.size && before.mtimeMs === after.mtimeMs) return
  throw new InputError(`changed while it was read: ${path}. Upload it again once nobody writes to it.`, { member: 'source' })
}

function openElsewhere(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    process.getBuiltinModule('node:fs').open(path, 'r', (error, descriptor) => (error ? reject(error) : resolve(descriptor)))
  })
}

function readSome(descriptor: number, bytes: Uint8Array, offset: number): Promise<number> {
  const { read } = process.getBuiltinModule('node:fs')
  return new Promise((resolve, reject) => {
    read(descriptor, bytes, offset, bytes.byteLength - offset, null, (error, bytesRead) => (error ? reject(error) : resolve(bytesRead)))
  })
}
