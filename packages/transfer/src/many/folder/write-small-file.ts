import { link, rename, rm } from 'node:fs/promises'
import { sep } from 'node:path'
import { CosError } from '@cos/core'
import type { QuickDisk } from '../../quick-disk.js'
import type { Attributes } from '../attributes.js'

/** A file to be written. */
export interface SmallFile {
  readonly path: string
  readonly bytes: Uint8Array
  readonly attributes: Attributes
  /** `fail`: when something has its name. */
  readonly existing: 'replace' | 'fail'
}

/** Writes a file beside its path, with time and permissions, and gives it its name: it is there as a whole or not at all. */
export function writeSmallFile(disk: QuickDisk, file: SmallFile): void | Promise<void> {
  const { path } = file
  const nameAt = path.lastIndexOf(sep) + 1
  const temporary = `${path.slice(0, nameAt)}.${path.slice(nameAt, nameAt + 50)}.${crypto.randomUUID()}.part`
  return disk.do(
    () => writeHere(file, temporary),
    () => writeElsewhere(file, temporary),
  )
}

function writeHere({ path, bytes, attributes, existing }: SmallFile, temporary: string): void {
  const { closeSync, linkSync, openSync, renameSync, rmSync, writeSync } = process.getBuiltinModule('node:fs')
  const descriptor = openSync(temporary, 'wx', 0o666)
  try {
    try {
      for (let offset = 0; offset < bytes.byteLength; ) offset += writeSync(descriptor, bytes, offset, bytes.byteLength - offset)
      describe(descriptor, attributes)
    } finally {
      closeSync(descriptor)
    }
    if (existing === 'replace') renameSync(temporary, path)
    else {
      // A link, unlike a rename, fails when the name is taken.
      linkSync(temporary, path)
      rmSync(temporary)
    }
  } catch (error) {
    rmSync(temporary, { force: true })
    throw takenOr(path, error)
  }
}

async function writeElsewhere({ path, bytes, attributes, existing }: SmallFile, temporary: string): Promise<void> {
  const { closeSync } = process.getBuiltinModule('node:fs')
  const descriptor = await create(temporary)
  try {
    try {
      for (let offset = 0; offset < bytes.byteLength; ) offset += await writeSome(descriptor, bytes, offset)
      describe(descriptor, attributes)
    } finally {
      closeSync(descriptor)
    }
    if (existing === 'replace') return await rename(temporary, path)
    await link(temporary, path)
    await rm(temporary)
  } catch (error) {
    await rm(temporary, { force: true })
    throw takenOr(path, error)
  }
}

/** Of a file that is open, which waits for no disk. */
function describe(descriptor: number, { mode, modifiedMs }: Attributes): void {
  const { fchmodSync, futimesSync } = process.getBuiltinModule('node:fs')
  if (mode !== undefined && process.platform !== 'win32') fchmodSync(descriptor, mode)
  if (modifiedMs !== undefined) futimesSync(descriptor, modifiedMs / 1000, modifiedMs / 1000)
}

function takenOr(path: string, cause: unknown): unknown {
  if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') return cause
  return new CosError(`${path} is there already, and is not to be replaced.`, { code: 'TargetExists' })
}

function create(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    process.getBuiltinModule('node:fs').open(path, 'wx', 0o666, (error, descriptor) => (error ? reject(error) : resolve(descriptor)))
  })
}

function writeSome(descriptor: number, bytes: Uint8Array, offset: number): Promise<number> {
  const { write } = process.getBuiltinModule('node:fs')
  return new Promise((resolve, reject) => {
    write(descriptor, bytes, offset, bytes.byteLength - offset, null, (error, written) => (error ? reject(error) : resolve(written)))
  })
}
