import type { Hash } from 'node:crypto'
import type { Md5 } from './md5.js'

/** Loading `node:crypto` costs some milliseconds, which only commands that need a digest should pay. */
function createHash(): Hash {
  return process.getBuiltinModule('node:crypto').createHash('md5')
}

/** Starts an MD5 digest. */
export function createMd5(): Md5 {
  const hash = createHash()
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
  return plain(createHash().update(bytes).digest())
}

/** Callers get the same class in every runtime: a `Buffer` prints, slices and serialises differently. */
function plain(digest: Uint8Array): Uint8Array {
  return new Uint8Array(digest)
}
