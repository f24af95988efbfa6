import { createHash } from 'node:crypto'
import type { Md5 } from './md5.js'

/** Starts an MD5 digest. */
export function createMd5(): Md5 {
  const hash = createHash('md5')
  const md5: Md5 = {
    update(chunk) {
      hash.update(chunk)
      return md5
    },
    digest: () => plain(hash.digest()),
  }
  return md5
}

/** Computes the 16 bytes of the MD5 digest of `bytes`. */
export function md5(bytes: Uint8Array): Uint8Array {
  return plain(createHash('md5').update(bytes).digest())
}

/** Callers get the same class in every runtime: a `Buffer` prints, slices and serialises differently. */
function plain(digest: Uint8Array): Uint8Array {
  return new Uint8Array(digest)
}
