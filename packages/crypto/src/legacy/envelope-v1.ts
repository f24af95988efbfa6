import { InputError, isCosError } from '@cos/core'
import { fromBase64, toBase64 } from '../bytes/base64.js'
import { DecryptionError, failDecryption } from '../errors/decryption-error.js'
import type { Metadata } from '../formats/object-format.js'
import { AesKey } from '../keys/aes-key.js'
import type { MasterKey } from '../keys/master-key.js'
import { RsaKey } from '../keys/rsa-key.js'
import type { OaepHash } from '../rsa/padding.js'
import { unwrapRfc3394, wrapRfc3394 } from './aes-wraps.js'
import { unwrapOaep, wrapOaep } from './rsa-wraps.js'

/** Options of the formats that the Go and Java clients share. */
export interface SharedFormatOptions {
  /** An AES key wraps by RFC 3394, an RSA key by OAEP with SHA-256, and any other as it does by itself, for example by KMS. */
  readonly key: MasterKey
  /** The hash inside of MGF1 when an RSA key wraps: `SHA-256` as Go and Bouncy Castle have it, `SHA-1` as the JDK has it. Both are read. Default `SHA-256`. */
  readonly maskHash?: OaepHash | undefined
  /** Material description, as JSON text. The Go client reads only objects that have the very same; KMS keys bind it. Default none. */
  readonly materialDescription?: string | undefined
}

const prefix = 'client-side-encryption-'
const oaepName = 'RSA/ECB/OAEPWithSHA-256AndMGF1Padding'
/** What samples for Go call it. */
const oaepSha1Name = 'RSA/ECB/OAEPWithSHA1AndMGF1Padding'

/** Entries that the Go and Java clients write. */
export function ownsEntry(entry: string): boolean {
  return (
    entry === 'x-cos-tag-len' ||
    /^client-side-encryption-(key|start|cek-alg|wrap-alg|matdesc|unencrypted-content-(length|md5)|data-size|part-size)$/.test(entry)
  )
}

/** Tells whether metadata name this algorithm for the content. */
export function claimsContent(metadata: Metadata, contentAlgorithm: string): boolean {
  return `${prefix}start` in metadata && metadata[`${prefix}cek-alg`] === contentAlgorithm
}

/** Writes the envelope of the Go and Java clients. */
export async function writeEnvelope(
  options: SharedFormatOptions,
  contentAlgorithm: string,
  { dataKey, iv, sizeBytes }: { readonly dataKey: Uint8Array; readonly iv: Uint8Array; readonly sizeBytes?: number | undefined },
): Promise<Metadata> {
  const { materialDescription } = options
  return {
    [`${prefix}key`]: toBase64(await wrap(options, dataKey)),
    [`${prefix}start`]: toBase64(await wrap(options, iv)),
    [`${prefix}cek-alg`]: contentAlgorithm,
    [`${prefix}wrap-alg`]: wrapName(options.key),
    ...(materialDescription && { [`${prefix}matdesc`]: materialDescription }),
    ...(sizeBytes !== undefined && { [`${prefix}unencrypted-content-length`]: String(sizeBytes) }),
  }
}

/** Opens the envelope of the Go and Java clients: the data key and the IV, of these lengths. */
export async function readEnvelope(metadata: Metadata, options: SharedFormatOptions, ivBytes: number): Promise<[Uint8Array, Uint8Array]> {
  const name = metadata[`${prefix}wrap-alg`] ?? ''
  const description = metadata[`${prefix}matdesc`] ?? ''
  if (description.length > 1024) throw malformed()
  const [dataKey, iv] = await Promise.all(
    ['key', 'start'].map(async (entry) => {
      const text = metadata[prefix + entry] ?? ''
      const bytes = text.length > 0 && text.length <= 2048 ? fromBase64(text) : undefined
      if (!bytes) throw malformed()
      return unwrap(options.key, name, bytes, description)
    }),
  )
  if (dataKey?.byteLength !== 32 || iv?.byteLength !== ivBytes) failDecryption()
  return [dataKey, iv]
}

function wrapName(key: MasterKey): string {
  if (key instanceof AesKey) return 'AESWrap'
  return key instanceof RsaKey ? oaepName : key.algorithm
}

async function wrap({ key, maskHash = 'SHA-256', materialDescription = '' }: SharedFormatOptions, bytes: Uint8Array): Promise<Uint8Array> {
  if (key instanceof AesKey) {
    if (bytes.byteLength % 8 === 0) return wrapRfc3394(key, bytes)
    // The Java client fails just so.
    throw new InputError('cannot be an AES key: its wrap takes no IV of 12 bytes; use an RSA key', { member: 'key' })
  }
  return key instanceof RsaKey ? wrapOaep(key, bytes, { label: 'SHA-256', mask: maskHash }) : key.wrap(bytes, materialDescription)
}

async function unwrap(key: MasterKey, name: string, wrapped: Uint8Array, description: string): Promise<Uint8Array> {
  // The object says how it was wrapped, but only among what the key is for: it must not choose a weaker way.
  if (key instanceof RsaKey && name === oaepSha1Name) return unwrapOaep(key, wrapped, [{ label: 'SHA-1', mask: 'SHA-1' }])
  if (name !== wrapName(key)) {
    throw new DecryptionError(
      'UnknownKey',
      `The data key was wrapped by ${name.slice(0, 64) || 'an unnamed algorithm'}, which is not how this key does it.`,
    )
  }
  if (key instanceof AesKey) return unwrapRfc3394(key, wrapped)
  if (key instanceof RsaKey) {
    const masks: readonly OaepHash[] = ['SHA-1', 'SHA-256']
    return unwrapOaep(
      key,
      wrapped,
      masks.map((mask) => ({ label: 'SHA-256', mask })),
    )
  }
  return key.unwrap(wrapped, description).catch((error: unknown) => {
    if (isCosError(error)) throw error
    return failDecryption()
  })
}

function malformed(): DecryptionError {
  return new DecryptionError('EnvelopeMalformed', `The metadata entries ${prefix}… are not an envelope of the Go or Java client.`)
}
