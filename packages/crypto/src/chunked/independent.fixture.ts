import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'

// The format written down a second time, from its specification alone, with nothing of the code under test.

/** What an object is made of. */
export interface Ingredients {
  readonly masterKey: Uint8Array
  readonly keyId: string
  readonly dataKey: Uint8Array
  readonly salt: Uint8Array
  readonly wrapNonce: Uint8Array
}
/** One piece of an object: what was sent in one go. */
export interface Run {
  readonly attempt: Uint8Array
  readonly content: Uint8Array
  readonly isFinal: boolean
}

const chunk = 131_072
const hkdf = (key: Uint8Array, salt: Uint8Array, info: Buffer) => Buffer.from(hkdfSync('sha256', key, salt, info, 32))
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

function nonceOf(index: number, isFinal: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce[0] = isFinal ? 1 : 0
  nonce.writeBigUInt64BE(BigInt(index), 4)
  return nonce
}

/** The envelope of an object under an AES key. */
export function envelope({ masterKey, keyId, dataKey, salt, wrapNonce }: Ingredients): string {
  const commitment = hkdf(dataKey, salt, Buffer.from('cos-chunked-1 commitment'))
  const context = `cos-chunked-1;salt=${base64url(salt)};commit=${base64url(commitment)};wrap=A256GCM;id=${keyId}`
  const wrapKey = hkdf(masterKey, Buffer.alloc(0), Buffer.from(`cos-chunked-1 wrap ${context}`))
  const cipher = createCipheriv('aes-256-gcm', wrapKey, wrapNonce).setAAD(Buffer.from(context))
  const wrapped = Buffer.concat([wrapNonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()])
  return `${context};key=${base64url(wrapped)}`
}

/** The stored bytes of an object that was sent in these runs. */
export function stored({ dataKey, salt }: Ingredients, runs: readonly Run[]): Buffer {
  const records: Buffer[] = []
  let index = 0
  for (const { attempt, content, isFinal } of runs) {
    const key = hkdf(dataKey, salt, Buffer.concat([Buffer.from('cos-chunked-1 chunks '), attempt]))
    const count = Math.max(1, Math.ceil(content.byteLength / chunk))
    for (let at = 0; at < count; at++, index++) {
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index, isFinal && at === count - 1))
      const bytes = content.subarray(at * chunk, (at + 1) * chunk)
      records.push(Buffer.concat([attempt, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]))
    }
  }
  return Buffer.concat(records)
}

/** The content of a stored object; throws when a tag is wrong. */
export function contentOf(masterKey: Uint8Array, text: string, bytes: Uint8Array): Buffer {
  const [context, wrapped] = text.split(';key=') as [string, string]
  const field = (name: string) => Buffer.from(new RegExp(`;${name}=([^;]*)`).exec(text)![1]!, 'base64url')
  const blob = Buffer.from(wrapped, 'base64url')
  const wrapKey = hkdf(masterKey, Buffer.alloc(0), Buffer.from(`cos-chunked-1 wrap ${context}`))
  const opener = createDecipheriv('aes-256-gcm', wrapKey, blob.subarray(0, 12)).setAAD(Buffer.from(context)).setAuthTag(blob.subarray(-16))
  const dataKey = Buffer.concat([opener.update(blob.subarray(12, -16)), opener.final()])
  if (!hkdf(dataKey, field('salt'), Buffer.from('cos-chunked-1 commitment')).equals(field('commit'))) throw new Error('commitment')
  const count = Math.ceil(bytes.byteLength / (chunk + 32))
  const contents = Array.from({ length: count }, (_, index) => {
    const record = Buffer.from(bytes.subarray(index * (chunk + 32), (index + 1) * (chunk + 32)))
    const key = hkdf(dataKey, field('salt'), Buffer.concat([Buffer.from('cos-chunked-1 chunks '), record.subarray(0, 16)]))
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index, index === count - 1)).setAuthTag(record.subarray(-16))
    return Buffer.concat([decipher.update(record.subarray(16, -16)), decipher.final()])
  })
  return Buffer.concat(contents)
}

/** HKDF-SHA-256 by hand, to say that this library's is the one of RFC 5869. */
export function hkdfByHand(key: Uint8Array, salt: Uint8Array, info: Buffer): Buffer {
  const extracted = createHmac('sha256', salt.byteLength > 0 ? salt : Buffer.alloc(32))
    .update(key)
    .digest()
  return createHmac('sha256', extracted)
    .update(Buffer.concat([info, Buffer.from([1])]))
    .digest()
}
