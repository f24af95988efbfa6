import type { ClientExtension } from '@cos/core'
import { type EncryptionOptions, encryptionOf } from './encryption-of.js'
import { encryptedCopies } from './operations/encrypted-copies.js'
import { encryptedReads } from './operations/encrypted-reads.js'
import { encryptedUploads } from './operations/encrypted-uploads.js'
import { encryptedWrites } from './operations/encrypted-writes.js'

/**
 * Encrypts what a client writes and decrypts what it reads: `client.with(encryption({ keys }))`. Commands and everything built
 * on them work as before; what COS sees, and may report of checksums and ETags, is the encrypted object.
 *
 * Presigned URLs, lists and server-side processing see the stored bytes. Reading throws a `DecryptionError` for an object that
 * is not encrypted, in a format not named here, or not what was written. Throws an `InputError` for options that cannot work.
 */
/* @__NO_SIDE_EFFECTS__ */
export function encryption(options: EncryptionOptions): ClientExtension {
  return encryptionOf([encryptedWrites, encryptedReads, encryptedUploads, encryptedCopies], options)
}
