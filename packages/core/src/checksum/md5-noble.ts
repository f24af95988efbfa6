import { md5 as nobleMd5 } from '@noble/hashes/legacy.js'
import type { Md5 } from './md5.js'

/** Starts an MD5 digest. */
export function createMd5(): Md5 {
  const hash = nobleMd5.create()
  const md5: Md5 = {
    update(chunk) {
      hash.update(chunk)
      return md5
    },
    digest: () => hash.digest(),
  }
  return md5
}

/** Computes the 16 bytes of the MD5 digest of `bytes`. */
export function md5(bytes: Uint8Array): Uint8Array {
  return nobleMd5(bytes)
}
