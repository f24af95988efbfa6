import { randomUUID } from 'node:crypto'
import {
  closeSync,
  fchmodSync,
  futimesSync,
  link,
  linkSync,
  open,
  openSync,
  rename,
  renameSync,
  rm,
  rmSync,
  write,
  writeSync,
} from 'node:fs'
import { sep } from 'node:path'
import { promisify } from 'node:util'
import { CosError } from '@cos/core'
import type { Attributes } from '../attributes.js'
import type { QuickDisk } from './quick-disk.js'

const openFile = promisify(open)
const linkFile = promisify(link)
const renameFile = promisify(rename)
const removeFile = promisify(rm)

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
  const temporary = `${path.slice(0, nameAt)}.${path.slice(nameAt, nameAt + 50)}.${randomUUID()}.part`
  return disk.do(
    () => writeHere(file, temporary),
    () => writeElsewhere(file, temporary),
  )
}

function writeHere({ path, bytes, attributes, existing }: SmallFile, temporary: string): void {
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
  const descriptor = await openFile(temporary, 'wx', 0o666)
  try {
    try {
      for (let offset = 0; offset < bytes.byteLength; ) offset += await writeSome(descriptor, bytes, offset)
      describe(descriptor, attributes)
    } finally {
      closeSync(descriptor)
    }
    if (existing === 'replace') return await renameFile(temporary, path)
    await linkFile(temporary, path)
    await removeFile(temporary)
  } catch (error) {
    await removeFile(temporary, { force: true })
    throw takenOr(path, error)
  }
}

/** Of a file that is open, which waits for no disk. */
function describe(descriptor: number, { mode, modifiedMs }: Attributes): void {
  if (mode !== undefined && process.platform !== 'win32') fchmodSync(descriptor, mode)
  if (modifiedMs !== undefined) futimesSync(descriptor, modifiedMs / 1000, modifiedMs / 1000)
}

function takenOr(path: string, cause: unknown): unknown {
  if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') return cause
  return new CosError(`${path} is there already, and is not to be replaced.`, { code: 'TargetExists' })
}

function writeSome(descriptor: number, bytes: Uint8Array, offset: number): Promise<number> {
  return new Promise((resolve, reject) => {
    write(descriptor, bytes, offset, bytes.byteLength - offset, null, (error, written) => (error ? reject(error) : resolve(written)))
  })
}
