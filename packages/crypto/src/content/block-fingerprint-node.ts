import { createCipheriv, randomBytes } from 'node:crypto'
import type { BlockFingerprint } from './block-fingerprint.js'

/** Makes fingerprints that compare with each other, in Node. */
export function startFingerprints(): BlockFingerprint {
  const key = randomBytes(32)
  const nonce = new Uint8Array(12)
  return (bytes) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bytes)
    cipher.final()
    return cipher.getAuthTag()
  }
}
