import { randomUUID } from 'node:crypto'
import { closeSync, fchmodSync, futimesSync, link, open, rename, rm, write } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { CosError } from '@cos/core'
import type { Attributes } from '../attributes.js'

const openFile = promisify(open)
const linkFile = promisify(link)
const renameFile = promisify(rename)
const removeFile = promisify(rm)

/** Writes a file beside its path, with time and permissions, and gives it its name: it is there as a whole or not at all. */
export async function writeSmallFile(path: string, bytes: Uint8Array, attributes: Attributes, existing: 'replace' | 'fail'): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path).slice(0, 50)}.${randomUUID()}.part`)
  const descriptor = await openFile(temporary, 'wx', 0o666)
  try {
    try {
      for (let offset = 0; offset < bytes.byteLength; ) offset += await writeSome(descriptor, bytes, offset)
      const { mode, modifiedMs } = attributes
      if (mode !== undefined && process.platform !== 'win32') fchmodSync(descriptor, mode)
      if (modifiedMs !== undefined) futimesSync(descriptor, modifiedMs / 1000, modifiedMs / 1000)
    } finally {
      closeSync(descriptor)
    }
    if (existing === 'replace') return await renameFile(temporary, path)
    // A link, unlike a rename, fails when the name is taken.
    await linkFile(temporary, path).catch((cause: NodeJS.ErrnoException) => {
      throw cause.code === 'EEXIST' ? new CosError(`${path} is there already, and is not to be replaced.`, { code: 'TargetExists' }) : cause
    })
    await removeFile(temporary)
  } catch (error) {
    await removeFile(temporary, { force: true })
    throw error
  }
}

function writeSome(descriptor: number, bytes: Uint8Array, offset: number): Promise<number> {
  return new Promise((resolve, reject) => {
    write(descriptor, bytes, offset, bytes.byteLength - offset, null, (error, written) => (error ? reject(error) : resolve(written)))
  })
}
