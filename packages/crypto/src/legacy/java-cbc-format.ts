import { InputError } from '@cos/core'
import { joinBytes } from '../bytes/join-bytes.js'
import { piecesOf } from '../chunked/pieces-of.js'
import { failDecryption } from '../errors/decryption-error.js'
import type { Content, Layout, ObjectFormat, Reading } from '../formats/object-format.js'
import { claimsContent, ownsEntry, readEnvelope, type SharedFormatOptions } from './envelope-v1.js'

const algorithm = 'AES/CBC/PKCS5Padding'
const blockBytes = 16
/** How much is decrypted in one go. */
const stepBytes = 256 * 1024

/**
 * Blocks stand where the content has them, and behind it comes 1 to 16 bytes of padding. How many the stored bytes alone do not
 * tell, so the length is what the metadata say. Each block needs the one before it.
 */
const cbcLayout: Layout = {
  storedBytes: (plainBytes) => (Math.floor(plainBytes / blockBytes) + 1) * blockBytes,
  plainBytes(storedBytes, metadata) {
    const text = metadata['client-side-encryption-unencrypted-content-length'] ?? metadata['client-side-encryption-data-size'] ?? ''
    const length = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
    return cbcLayout.storedBytes(length) === storedBytes ? length : undefined
  },
  storedRange: (first, last) => ({
    first: Math.max(0, Math.floor(first / blockBytes) - 1) * blockBytes,
    last: last === undefined ? undefined : cbcLayout.storedBytes(last) - 1,
  }),
  // One more for the padding, and one for the block before.
  storedSuffix: (plainBytes) => (Math.ceil(plainBytes / blockBytes) + 2) * blockBytes,
}

/**
 * The objects of the Java client in its mode `AesCbcEncryption` (formerly `EncryptionOnly`): AES-256-CBC. They are read, whole
 * and by range, and not written: use it in `alsoRead`. Nothing in it is proved: changed bytes and exchanged envelopes give
 * other content and no error. The padding is never looked at, so that nobody learns from how a reading ends; an object without
 * its length in the metadata is refused.
 */
/* @__NO_SIDE_EFFECTS__ */
export function unauthenticatedJavaCbcFormat(options: SharedFormatOptions): ObjectFormat {
  return {
    name: 'java-cbc',
    needsKeys: false,
    layout: cbcLayout,
    claims: (metadata) => claimsContent(metadata, algorithm),
    owns: ownsEntry,
    async create() {
      throw new InputError('is java-cbc, which is only read; name it in alsoRead and write another format', { member: 'format' })
    },
    async open(metadata) {
      const [dataKey, iv] = await readEnvelope(metadata, options, blockBytes)
      return new CbcContent(dataKey, iv)
    },
  }
}

class CbcContent implements Content {
  readonly #key: Uint8Array
  readonly #iv: Uint8Array

  constructor(key: Uint8Array, iv: Uint8Array) {
    this.#key = key
    this.#iv = iv
  }

  // biome-ignore lint/correctness/useYield: `create` fails, so nobody has one to write with.
  async *encrypt(): AsyncGenerator<Uint8Array> {
    throw new InputError('is java-cbc, which is only read', { member: 'format' })
  }

  async *decrypt(stored: AsyncIterable<Uint8Array>, { first, sizeBytes, storedFirst }: Reading): AsyncGenerator<Uint8Array> {
    const key = await crypto.subtle.importKey('raw', new Uint8Array(this.#key), 'AES-CBC', false, ['encrypt', 'decrypt'])
    let before: Uint8Array | undefined = storedFirst === 0 ? this.#iv : undefined
    let skipBytes = first - storedFirst
    let restBytes = sizeBytes
    for await (const { bytes } of piecesOf(stored, stepBytes, undefined)) {
      if (restBytes === 0) continue
      if (bytes.byteLength % blockBytes !== 0) failDecryption()
      const content = before
        ? await decryptBlocks(key, before, bytes)
        : await decryptBlocks(key, bytes.subarray(0, blockBytes), bytes.subarray(blockBytes))
      if (!before) skipBytes -= blockBytes
      // A copy: the memory of the piece is used again.
      before = bytes.slice(-blockBytes)
      const wanted = content.subarray(skipBytes, skipBytes + restBytes)
      skipBytes -= Math.min(skipBytes, content.byteLength)
      restBytes -= wanted.byteLength
      if (wanted.byteLength > 0) yield wanted
    }
    if (restBytes > 0) failDecryption()
  }
}

/**
 * Decrypts whole blocks. WebCrypto insists on padding, and what is in the object may be anything; so a block of nothing but
 * padding is put behind, which it takes off again.
 */
async function decryptBlocks(key: CryptoKey, before: Uint8Array, blocks: Uint8Array): Promise<Uint8Array> {
  const last = new Uint8Array(blocks.byteLength === 0 ? before : blocks.subarray(-blockBytes))
  const padding = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv: last }, key, new Uint8Array(0)))
  const iv = new Uint8Array(before)
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, key, joinBytes([blocks, padding])))
}
