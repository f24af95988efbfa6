import { joinBytes } from '../bytes/join-bytes.js'
import type { ChunkOpener, ChunkSealer } from './chunk-cipher.js'

/** Encrypts chunks under a key, with WebCrypto. */
export function chunkSealer(key: Uint8Array, attempt: Uint8Array): ChunkSealer {
  const imported = importKey(key, 'encrypt')
  return {
    async seal(iv, chunk) {
      // A copy: WebCrypto refuses shared memory.
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await imported, new Uint8Array(chunk))
      return joinBytes([attempt, new Uint8Array(sealed)])
    },
  }
}

/** Decrypts chunks under a key, with WebCrypto. */
export function chunkOpener(key: Uint8Array): ChunkOpener {
  const imported = importKey(key, 'decrypt')
  return {
    async open(iv, sealed) {
      try {
        return [new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await imported, new Uint8Array(sealed)))]
      } catch {
        return undefined
      }
    },
  }
}

function importKey(key: Uint8Array, use: KeyUsage): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new Uint8Array(key), 'AES-GCM', false, [use])
}
