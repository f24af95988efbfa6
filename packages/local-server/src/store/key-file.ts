import { randomBytes } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Reads the master key of a folder, making it the first time. It lies beside what it protects, as suits a server for
 * development: it shows that encrypted objects are encrypted, and who may read the folder reads them all the same.
 */
export async function readMasterKey(folder: string): Promise<Uint8Array> {
  const path = join(folder, 'encryption.key')
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return makeMasterKey(path)
  const key = Buffer.from(text, 'base64')
  if (key.byteLength !== 32) throw new Error(`The file ${path} does not hold an encryption key.`)
  return key
}

/** Whole or not at all, whenever the process ends. */
async function makeMasterKey(path: string): Promise<Uint8Array> {
  const key = randomBytes(32)
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(`${key.toString('base64')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
  return key
}
