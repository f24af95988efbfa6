import { InputError } from '@cos/core'

/** There are no files here. */
export async function readKeyFile(_path: string | URL, member: string): Promise<Uint8Array> {
  throw new InputError('cannot be read in this runtime; give the key itself', { member })
}
