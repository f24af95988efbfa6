import { CosError, InputError } from '@cos/core'
import { checkKeyId } from './check-key-id.js'
import type { MasterKey } from './master-key.js'

/** What a key management service is asked. */
export interface KmsRequest {
  /** The key in the service. */
  readonly keyId: string
  /** JSON text that must be the same for both directions, and is no secret; absent when there is nothing to bind. */
  readonly context: string | undefined
}

/** A service that holds master keys and never gives them out. Errors of your own should be a `CosError`; they reach the caller as they are. */
export interface KeyManagementService {
  /** Encrypts up to 32 bytes; the result has at most 1024. */
  encrypt(request: KmsRequest & { readonly plaintext: Uint8Array }): Promise<Uint8Array>
  /** Undoes `encrypt`. */
  decrypt(request: KmsRequest & { readonly ciphertext: Uint8Array }): Promise<Uint8Array>
}

/** Options of {@link kmsKey}. */
export interface KmsKeyOptions {
  /** The key in the service. It also names the key in envelopes. */
  readonly id: string
  readonly service: KeyManagementService
}

/**
 * Makes a master key of a key in a key management service: `tencentKms` of this package, or one of your own. Each object that
 * is written or read asks the service once; what the envelope says is bound as encryption context.
 */
/* @__NO_SIDE_EFFECTS__ */
export function kmsKey({ id, service }: KmsKeyOptions): MasterKey {
  if (typeof service?.encrypt !== 'function' || typeof service.decrypt !== 'function') {
    throw new InputError('must be a key management service, for example tencentKms(…)', { member: 'service' })
  }
  const keyId = checkKeyId(id)
  return {
    id: keyId,
    algorithm: 'KMS/TencentCloud',
    async wrap(plaintext, context) {
      const ciphertext = await service.encrypt({ keyId, plaintext, context: contextOf(context) })
      if (ciphertext.byteLength > 0 && ciphertext.byteLength <= 1024) return ciphertext
      throw new CosError('The key management service returned no blob that fits an envelope.', { code: 'KmsAnswer' })
    },
    unwrap: (ciphertext, context) => service.decrypt({ keyId, ciphertext, context: contextOf(context) }),
  }
}

/** The Go and Java clients have JSON already, or nothing. */
function contextOf(context: string): string | undefined {
  if (context === '' || context.startsWith('{')) return context || undefined
  return JSON.stringify({ 'cos-encryption': context })
}
