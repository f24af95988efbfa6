import { readFile, stat } from 'node:fs/promises'
import { InputError } from '@cos/core'

/** Larger files are no keys. */
const maxBytes = 64 * 1024

/** Reads a file that holds a key. */
export async function readKeyFile(path: string | URL, member: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).size <= maxBytes) return new Uint8Array(await readFile(path))
  } catch (cause) {
    throw new InputError(`cannot be read: ${(cause as Error).message}`, { member, cause })
  }
  throw new InputError(`is no key: it has more than ${maxBytes} bytes`, { member })
}
