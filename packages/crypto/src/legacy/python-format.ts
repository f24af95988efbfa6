import { InputError } from '@cos/core'
import { fromBase64, toBase64 } from '../bytes/base64.js'
import { joinBytes } from '../bytes/join-bytes.js'
import { DecryptionError } from '../errors/decryption-error.js'
import type { Metadata, ObjectFormat } from '../formats/object-format.js'
import { AesKey } from '../keys/aes-key.js'
import { RsaKey } from '../keys/rsa-key.js'
import { fixedKeyStream } from './aes-wraps.js'
import { CtrContent } from './ctr-content.js'
import { identityLayout } from './identity-layout.js'
import { unwrapOaep, unwrapPkcs1, wrapOaep, wrapPkcs1 } from './rsa-wraps.js'
import { metadataOfTicket, type ResumableFormatOptions, ticketOf } from './upload-ticket.js'

/** Options of {@link unauthenticatedPythonFormat}: the key, and how it wraps. The objects do not say, so this must. */
export type PythonFormatOptions = ResumableFormatOptions & PythonWrap

/** A key and how it wraps. */
type PythonWrap =
  | {
      readonly key: AesKey
      /** The AES wrap of the Python client: the same key stream for every object. Whoever learns one data key can open every object of the master key. */
      readonly wrap: 'aes-fixed-key-stream'
    }
  | {
      readonly key: RsaKey
      /**
       * `rsa-oaep-sha1` is what the Python client does with key files, `rsa-pkcs1-v1_5` with keys given as text (it cannot read
       * those itself). The latter is open to whoever can have many envelopes decrypted and sees how that ends; here it ends
       * in other bytes, never in an error.
       */
      readonly wrap: 'rsa-oaep-sha1' | 'rsa-pkcs1-v1_5'
    }

const keyEntry = 'client-side-encryption-key'
const ivEntry = 'client-side-encryption-iv'
const sha1 = { label: 'SHA-1', mask: 'SHA-1' } as const

/**
 * The objects of the official Python client: AES-256-CTR. Nothing in it is proved: changed bytes, cut objects and wrong AES
 * keys give other content and no error, and an envelope fits any object. Parts are placed rightly at any concurrency; an
 * upload goes on in another process only with `allowsResume`. Other user metadata, which that client drops, are kept.
 */
/* @__NO_SIDE_EFFECTS__ */
export function unauthenticatedPythonFormat(options: PythonFormatOptions): ObjectFormat {
  checkOptions(options)
  return {
    name: 'python',
    needsKeys: false,
    layout: identityLayout,
    claims: (metadata) => ivEntry in metadata,
    owns,
    async create() {
      const [dataKey, iv] = [crypto.getRandomValues(new Uint8Array(32)), crypto.getRandomValues(new Uint8Array(16))]
      const metadata = await envelope(options, dataKey, iv)
      return { metadata, content: new CtrContent(dataKey, iv, options.allowsResume ? ticketOf(metadata) : undefined) }
    },
    ...(options.allowsResume && { metadataOf: (ticket) => metadataOfTicket(ticket, owns) }),
    async open(metadata) {
      const [dataKey, iv] = await opened(metadata, options)
      return new CtrContent(dataKey, iv)
    },
  }
}

function owns(entry: string): boolean {
  return entry === keyEntry || entry === ivEntry
}

async function envelope(options: PythonFormatOptions, dataKey: Uint8Array, iv: Uint8Array): Promise<Metadata> {
  const [key, start] = await wrapped(options, dataKey, iv)
  return { [keyEntry]: toBase64(key), [ivEntry]: toBase64(start) }
}

async function wrapped({ key, wrap }: PythonFormatOptions, dataKey: Uint8Array, iv: Uint8Array): Promise<[Uint8Array, Uint8Array]> {
  if (wrap === 'aes-fixed-key-stream') {
    const both = await fixedKeyStream(key, joinBytes([dataKey, iv]))
    return [both.subarray(0, 32), both.subarray(32)]
  }
  if (wrap === 'rsa-oaep-sha1') return [await wrapOaep(key, dataKey, sha1), await wrapOaep(key, iv, sha1)]
  return [await wrapPkcs1(key, dataKey), await wrapPkcs1(key, iv)]
}

async function opened(metadata: Metadata, { key, wrap }: PythonFormatOptions): Promise<[Uint8Array, Uint8Array]> {
  const wrappedKey = readEntry(metadata, keyEntry)
  const wrappedIv = readEntry(metadata, ivEntry)
  if (wrap === 'aes-fixed-key-stream') {
    if (wrappedKey.byteLength !== 32 || wrappedIv.byteLength !== 16) throw malformed()
    const both = await fixedKeyStream(key, joinBytes([wrappedKey, wrappedIv]))
    return [both.slice(0, 32), both.slice(32)]
  }
  if (wrap === 'rsa-oaep-sha1') return [await unwrapOaep(key, wrappedKey, [sha1]), await unwrapOaep(key, wrappedIv, [sha1])]
  return [await unwrapPkcs1(key, wrappedKey, 32), await unwrapPkcs1(key, wrappedIv, 16)]
}

function readEntry(metadata: Metadata, name: string): Uint8Array {
  const text = metadata[name] ?? ''
  const bytes = text.length > 0 && text.length <= 1400 ? fromBase64(text) : undefined
  if (!bytes) throw malformed()
  return bytes
}

function malformed(): DecryptionError {
  return new DecryptionError(
    'EnvelopeMalformed',
    `The metadata entries ${keyEntry} and ${ivEntry} are not an envelope of the Python client.`,
  )
}

function checkOptions({ key, wrap }: PythonFormatOptions): void {
  const fits = wrap === 'aes-fixed-key-stream' ? key instanceof AesKey : key instanceof RsaKey
  if (!['aes-fixed-key-stream', 'rsa-oaep-sha1', 'rsa-pkcs1-v1_5'].includes(wrap)) {
    throw new InputError('must be aes-fixed-key-stream, rsa-oaep-sha1 or rsa-pkcs1-v1_5', { member: 'wrap' })
  }
  if (!fits)
    throw new InputError(`must be ${wrap.startsWith('aes') ? 'an AES key, from aesKey' : 'an RSA key, from rsaKey'}`, { member: 'key' })
}
