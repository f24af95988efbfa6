import { createHash } from 'node:crypto'
import type { CustomerKey, ServerSideEncryption } from '@cos/core'
import { Fault } from './fault.js'
import type { Call } from './handlers/handler.js'
import type { JsonValue } from './store/json.js'
import type { Sealing } from './store/seal.js'

/** How an object is encrypted, as it is remembered with it. A key of the caller's is not remembered. */
export type StoredEncryption =
  | { readonly kind: 'AES256' }
  | { readonly kind: 'cos/kms'; readonly keyId: string; readonly context?: Readonly<Record<string, string>> | undefined }
  | { readonly kind: 'customer'; readonly keyMd5: string }

/** How an object that is written is to be encrypted. */
export interface ChosenEncryption {
  /** Undefined: not at all. */
  readonly stored: StoredEncryption | undefined
  readonly sealing: Sealing | undefined
}

/** The key that encrypts when the request names none. */
const defaultKmsKeyId = '00000000-0000-4000-8000-000000000001'

/** Decides how an object is encrypted: as its request says, else as its bucket does by default. */
export async function chooseEncryption(
  { configurations, bucket }: Pick<Call, 'configurations' | 'bucket'>,
  asked: ServerSideEncryption | undefined,
): Promise<ChosenEncryption> {
  if (asked !== undefined) return chosen(asked)
  const configured = (await configurations.get(bucket.name, 'encryption'))?.rule.applyServerSideEncryptionByDefault
  if (!configured) return { stored: undefined, sealing: undefined }
  return chosen(configured.sseAlgorithm === 'AES256' ? 'AES256' : { kmsKeyId: configured.kmsMasterKeyId || undefined })
}

function chosen(asked: ServerSideEncryption): ChosenEncryption {
  if (asked === 'AES256') return { stored: { kind: 'AES256' }, sealing: 'store' }
  if (asked === 'cos/kms') return { stored: { kind: 'cos/kms', keyId: defaultKmsKeyId }, sealing: 'store' }
  if ('keyMd5' in asked) return { stored: { kind: 'customer', keyMd5: asked.keyMd5 }, sealing: keyBytes(asked) }
  const { kmsKeyId: keyId = defaultKmsKeyId, context } = asked
  return { stored: { kind: 'cos/kms', keyId, context }, sealing: 'store' }
}

/** Goes on as an upload began: what of it is a key of the caller's must come with every part. */
export function sealingOfPart(stored: StoredEncryption | undefined, customerKey: CustomerKey | undefined): Sealing | undefined {
  return openingKey(stored, customerKey) ?? (stored && 'store')
}

/** The key of the caller's that opens an object; undefined for one that needs none. Refuses a key that is missing, wrong, or not needed. */
export function openingKey(stored: StoredEncryption | undefined, customerKey: CustomerKey | undefined): Uint8Array | undefined {
  if (stored?.kind !== 'customer') {
    if (customerKey) throw new Fault('SSEHeaderNotAllowed')
    return undefined
  }
  if (!customerKey)
    throw new Fault('SsecDecryptHeaderInvalid', { message: 'The object is encrypted with SSE-C: its key must come with the request.' })
  const key = keyBytes(customerKey)
  if (customerKey.keyMd5 !== stored.keyMd5)
    throw new Fault('SsecDecryptHeaderInvalid', { message: 'The object is encrypted with another key.' })
  return key
}

/** What answers tell of the encryption of an object. */
export function encryptionOutput(stored: StoredEncryption | undefined): {
  readonly serverSideEncryption?: string | undefined
  readonly kmsKeyId?: string | undefined
  readonly customerAlgorithm?: string | undefined
  readonly customerKeyMd5?: string | undefined
} {
  if (!stored) return {}
  if (stored.kind === 'customer') return { customerAlgorithm: 'AES256', customerKeyMd5: stored.keyMd5 }
  return { serverSideEncryption: stored.kind, kmsKeyId: stored.kind === 'cos/kms' ? stored.keyId : undefined }
}

/** The ETag of what is encrypted with a key of the caller's or of the key management service says nothing of its bytes. */
export function etagOf(stored: StoredEncryption | undefined, md5: string, nowMs: number): string | undefined {
  if (!stored || stored.kind === 'AES256') return undefined
  return createHash('md5').update(`${stored.kind} ${md5} ${nowMs}`).digest('hex')
}

/** Reads what a record remembers. */
export function encryptionOfAttributes(attributes: Readonly<Record<string, JsonValue | undefined>>): StoredEncryption | undefined {
  return attributes['encryption'] as StoredEncryption | undefined
}

function keyBytes({ algorithm, key, keyMd5 }: CustomerKey): Uint8Array {
  const bytes = Buffer.from(key, 'base64')
  const problem =
    algorithm !== 'AES256'
      ? 'The algorithm must be AES256.'
      : bytes.byteLength !== 32
        ? 'The key must be the base64 form of 32 bytes.'
        : createHash('md5').update(bytes).digest('base64') !== keyMd5
          ? 'The MD5 is not that of the key.'
          : undefined
  if (problem) throw new Fault('SsecDecryptHeaderInvalid', { message: problem })
  return bytes
}
