import { gcm } from '../bytes/gcm.js'
import { joinBytes } from '../bytes/join-bytes.js'
import type { PieceMemory } from '../formats/object-format.js'
import type { ChunkOpener, ChunkSealer } from './chunk-cipher.js'

/** Encrypts chunks under a key, with WebCrypto. */
export function chunkSealer(key: Uint8Array, attempt: Uint8Array, _memory?: PieceMemory): ChunkSealer {
  const encrypt = gcm(key, 'encrypt')
  return { seal: async (nonce, chunk) => joinBytes([attempt, await encrypt(nonce, chunk)]) }
}

/** Decrypts chunks under a key, with WebCrypto. */
export function chunkOpener(key: Uint8Array): ChunkOpener {
  const decrypt = gcm(key, 'decrypt')
  return {
    open: (nonce, sealed) =>
      decrypt(nonce, sealed).then(
        (bytes) => [bytes],
        () => undefined,
      ),
  }
}
