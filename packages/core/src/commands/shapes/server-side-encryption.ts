import { XmlError } from '@cos/xml'
import { documented } from '#documented'
import { base64 } from '../../checksum/base64.js'
import { refuse } from '../../errors/input-error.js'
import { headerSet } from '../../operation/header-set.js'
import type { CustomerKey } from './customer-key.js'
import { writeCustomerKey } from './customer-key-headers.js'

/** Encryption with a key that the key management service keeps (SSE-KMS). */
export interface KmsEncryption {
  /** Id of the key. Default: the default key of the account. */
  readonly kmsKeyId?: string | undefined
  /** Names and values that the key management service binds to the key's use. */
  readonly context?: Readonly<Record<string, string>> | undefined
}

/** How COS encrypts an object: `AES256` with a key of its own (SSE-COS), `cos/kms` with the account's default key or one named (SSE-KMS), or with a key of the caller's from `customerKey` (SSE-C). */
export type ServerSideEncryption = 'AES256' | 'cos/kms' | KmsEncryption | CustomerKey

const name = 'x-cos-server-side-encryption'
const keyId = `${name}-cos-kms-key-id`
const context = `${name}-context`
const customer = `${name}-customer-`

/** The encryption of an object that is written. */
export const serverSideEncryption = /* @__PURE__ */ headerSet<ServerSideEncryption>({
  names: documented([name, keyId, context, `${customer}algorithm`, `${customer}key`, `${customer}key-md5`]),
  write(value, member) {
    if (value === 'AES256' || value === 'cos/kms') return { [name]: value }
    if (typeof value !== 'object' || !value) refuse(member, 'must be AES256, cos/kms, { kmsKeyId } or customerKey(…)')
    if ('keyMd5' in value) return writeCustomerKey(value, member, customer)
    return {
      [name]: 'cos/kms',
      [keyId]: value.kmsKeyId,
      [context]: value.context && base64(new TextEncoder().encode(JSON.stringify(value.context))),
    }
  },
  read: documented((headers: Readonly<Record<string, string>>, member: string): ServerSideEncryption | undefined => {
    const kind = headers[name]
    const [algorithm = '', key = '', keyMd5 = ''] = ['algorithm', 'key', 'key-md5'].map((part) => headers[customer + part])
    const isCustomers = algorithm || key || keyMd5
    if (!kind) return isCustomers ? ({ algorithm, key, keyMd5 } as CustomerKey) : undefined
    if (isCustomers || (kind !== 'AES256' && kind !== 'cos/kms'))
      throw new XmlError("must be AES256 or cos/kms, or a key of one's own", member)
    const [kmsKeyId, text] = [headers[keyId], headers[context]]
    if (kind === 'AES256' || (!kmsKeyId && !text)) return kind
    // It stands here and not in a function of its own, because that would stay in pages.
    try {
      const bytes = Uint8Array.from(atob(text ?? ''), (character) => character.charCodeAt(0))
      return { ...(kmsKeyId && { kmsKeyId }), ...(text && { context: JSON.parse(new TextDecoder().decode(bytes)) }) }
    } catch {
      throw new XmlError('has a context that is not the base64 form of JSON', member)
    }
  }),
  sample: documented({ kmsKeyId: '48ba38aa-26c5-11ea-855c-52540085example', context: { owner: 'ada' } }),
})
