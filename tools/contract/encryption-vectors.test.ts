import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  CompleteMultipartUploadCommand,
  CosClient,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@cos/core'
import {
  aesKey,
  encryption,
  javaGcmFormat,
  type MasterKey,
  type ObjectFormat,
  rsaKey,
  unauthenticatedGoJavaFormat,
  unauthenticatedJavaCbcFormat,
  unauthenticatedPythonFormat,
} from '@cos/crypto'
import { createLocalServer } from '@cos/local-server'
import { beforeAll, describe, expect, test } from 'vitest'
import { failureOf } from './suite/world.js'

interface Recorded {
  readonly id: string
  readonly note: string
  readonly op: string
  readonly provider?: string
  readonly wrap?: string
  readonly master?: string
  readonly masterKey?: string
  readonly cryptoMode?: string
  readonly mgf1?: 'sha1' | 'sha256'
  readonly plaintext: { readonly seed: string; readonly length: number; readonly sha256: string }
  readonly metadata?: Readonly<Record<string, string>>
  readonly ciphertext: { readonly base64?: string; readonly length: number; readonly sha256: string }
  readonly dataKeyHex: string
  readonly ivHex: string
  readonly ranges?: readonly { readonly range: string; readonly result?: { readonly sha256: string }; readonly correct?: boolean }[]
}
type Keys = Readonly<Record<string, string & { readonly public: string; readonly private: string }>>

const load = (client: string) =>
  JSON.parse(readFileSync(new URL(`../../packages/crypto/src/vectors/cse-${client}.json`, import.meta.url), 'utf8')) as {
    readonly keys: Keys
    readonly cases: readonly Recorded[]
  }
const files = { python: load('python'), go: load('go'), java: load('java') }
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const server = createLocalServer()
const { credentials, region, transport } = server
const plain = new CosClient({ credentials, region, transport })
const bucket = 'vectors-1250000000'
beforeAll(() => plain.send(new CreateBucketCommand({ bucket })))

/** The content a case describes. */
function contentOf({ plaintext: { seed, length } }: Recorded): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) => createHash('sha256').update(`${seed}:${index}`).digest())
  return new Uint8Array(Buffer.concat(blocks)).slice(0, length)
}

/** The stored bytes: as recorded, or made of the recorded key, which the digest then proves to be the same. */
function storedOf(recorded: Recorded): Uint8Array {
  const { ciphertext, dataKeyHex, ivHex } = recorded
  if (ciphertext.base64 !== undefined) return Buffer.from(ciphertext.base64, 'base64')
  const [key, iv] = [Buffer.from(dataKeyHex, 'hex'), Buffer.from(ivHex, 'hex')]
  const content = contentOf(recorded)
  const bytes =
    iv.byteLength === 12
      ? (() => {
          const cipher = createCipheriv('aes-256-gcm', key, iv)
          return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()])
        })()
      : createCipheriv('aes-256-ctr', key, iv).update(content)
  expect(sha256(bytes)).toBe(ciphertext.sha256)
  return bytes
}

const metadataOf = ({ metadata = {} }: Recorded) =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name.replace('x-cos-meta-', ''), value]))

/** The stand-in for a KMS that the Go cases were made with, as `keys.about` describes it. */
function standIn(hex: string): MasterKey {
  const key = Buffer.from(hex, 'hex')
  return {
    id: 'stand-in',
    algorithm: 'KMS/TencentCloud',
    async wrap(bytes, context) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
      const sealed = [nonce, cipher.update(Buffer.from(bytes).toString('base64')), cipher.final(), cipher.getAuthTag()]
      return Buffer.from(Buffer.concat(sealed).toString('base64'))
    },
    async unwrap(wrapped, context) {
      const blob = Buffer.from(Buffer.from(wrapped).toString(), 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(0, 12))
        .setAAD(Buffer.from(context))
        .setAuthTag(blob.subarray(-16))
      const text = Buffer.concat([decipher.update(blob.subarray(12, -16)), decipher.final()]).toString()
      return Buffer.from(text, 'base64')
    },
  }
}

async function formatOf(recorded: Recorded): Promise<ObjectFormat> {
  const materialDescription = metadataOf(recorded)['client-side-encryption-matdesc']
  const { id, wrap = '', master = '', masterKey = master, cryptoMode, mgf1 } = recorded
  const { keys } = id.startsWith('py') ? files.python : id.startsWith('go') ? files.go : files.java
  const pair = async (name: string) => rsaKey({ publicKey: keys[name]!.public, privateKey: keys[name]!.private })
  if (id.startsWith('py')) {
    if (masterKey.startsWith('aes'))
      return unauthenticatedPythonFormat({ key: aesKey({ key: keys[masterKey]! }), wrap: 'aes-fixed-key-stream' })
    return unauthenticatedPythonFormat({ key: await pair(masterKey), wrap: wrap.includes('OAEP') ? 'rsa-oaep-sha1' : 'rsa-pkcs1-v1_5' })
  }
  if (id.startsWith('go')) {
    const key = master.startsWith('kms') ? standIn(keys['kmsStandInHex']!) : await pair('rsaA')
    return unauthenticatedGoJavaFormat({ key, materialDescription })
  }
  const key = master.startsWith('aes') ? aesKey({ key: keys[master]! }) : await pair(master)
  const options = { key, materialDescription, maskHash: mgf1 === 'sha1' ? 'SHA-1' : 'SHA-256' } as const
  if (isCbc(recorded)) return unauthenticatedJavaCbcFormat(options)
  return cryptoMode === 'AesCtrEncryption' ? unauthenticatedGoJavaFormat(options) : javaGcmFormat(options)
}

const all = Object.values(files).flatMap(({ cases }) => cases)
/** In CBC, which is read only. */
const isCbc = ({ cryptoMode }: Recorded) => cryptoMode === 'AesCbcEncryption'
/** Neither damaged by the client that wrote them, nor never written. */
const isReadable = ({ note, metadata }: Recorded) => !note.startsWith('FAULT') && metadata
const readable = all.filter(isReadable).map((recorded) => [recorded.id, recorded] as const)

async function lay(recorded: Recorded): Promise<{ key: string; client: CosClient; format: ObjectFormat }> {
  await plain.send(new PutObjectCommand({ bucket, key: recorded.id, body: storedOf(recorded), metadata: metadataOf(recorded) }))
  const format = await formatOf(recorded)
  return { key: recorded.id, format, client: plain.with(encryption({ format })) }
}

test('the cases are those of three clients', () => {
  expect([all.length, readable.length]).toEqual([56, 54])
})

test.each(readable)('%s is read as it was meant, whole and by range', async (key, recorded) => {
  const { client } = await lay(recorded)
  const content = contentOf(recorded)
  const { body, metadata, contentLength } = await client.send(new GetObjectCommand({ bucket, key }))
  expect({ metadata, contentLength }).toEqual({ metadata: {}, contentLength: content.byteLength })
  expect(sha256(await body.bytes())).toBe(recorded.plaintext.sha256)
  expect((await client.send(new HeadObjectCommand({ bucket, key }))).contentLength).toBe(content.byteLength)
  for (const [first, last] of [
    [0, 0],
    [5, 10],
    [15, 17],
    [16, 31],
    [content.byteLength - 1, content.byteLength - 1],
  ] as const) {
    if (first < 0 || first >= content.byteLength) continue
    const part = await client.send(new GetObjectCommand({ bucket, key, range: { first, last } }))
    expect(Buffer.from(await part.body.bytes())).toEqual(Buffer.from(content.subarray(first, last + 1)))
    expect(part.contentRange).toBe(`bytes ${first}-${Math.min(last, content.byteLength - 1)}/${content.byteLength}`)
  }
  // What the client that wrote it reads of a range, or cannot read.
  for (const { range, correct, result } of recorded.ranges ?? []) {
    if (!correct || !result || !/^bytes=\d+-\d*$/.test(range)) continue
    const { body } = await client.send(new GetObjectCommand({ bucket, key, range }))
    expect(sha256(await body.bytes()), range).toBe(result.sha256)
  }
})

const writable = readable.filter(([, recorded]) => !isCbc(recorded) && (recorded.plaintext.length < 100 || recorded.ciphertext.base64))
test.each(writable)('%s: what is written in its format has the same metadata, and is read', async (id, recorded) => {
  const { client, format } = await lay(recorded)
  const key = `again-${id}`
  const content = contentOf(recorded)
  await client.send(new PutObjectCommand({ bucket, key, body: content }))
  const { metadata } = await plain.send(new HeadObjectCommand({ bucket, key }))
  const names = (entries: object) =>
    Object.keys(entries)
      .filter((name) => !/-size$|unencrypted-content/.test(name))
      .sort()
  expect(names(metadata)).toEqual(names(metadataOf(recorded)))
  const wrapName = 'client-side-encryption-wrap-alg'
  if (!/SHA1And/.test(metadataOf(recorded)[wrapName] ?? '')) expect(metadata[wrapName]).toBe(metadataOf(recorded)[wrapName])
  // Opened anew, from the metadata alone.
  const { body } = await plain.with(encryption({ format })).send(new GetObjectCommand({ bucket, key }))
  expect(Buffer.from(await body.bytes())).toEqual(Buffer.from(content))
})

describe('formats of other clients', () => {
  const oneOf = (id: string) => all.find((recorded) => recorded.id === id)!

  test('are refused by a client that was not told to read them, and that includes weaker ones than it reads', async () => {
    for (const id of ['py-002', 'go-002', 'java-010', 'java-016']) {
      const recorded = oneOf(id)
      await plain.send(
        new PutObjectCommand({
          bucket,
          key: id,
          body: storedOf({ ...recorded, ciphertext: { ...recorded.ciphertext, base64: '' } }),
          metadata: metadataOf(recorded),
        }),
      )
      const client = plain.with(encryption({ keys: aesKey({ key: new Uint8Array(32) }), allowsPlainObjects: true }))
      expect(await failureOf(client.send(new GetObjectCommand({ bucket, key: id })))).toMatchObject({ code: 'FormatNotAllowed' })
    }
    const gcm = oneOf('java-010')
    const { client } = await lay(gcm)
    const metadata = { ...metadataOf(gcm), 'client-side-encryption-cek-alg': 'AES/CTR/NoPadding' }
    await plain.send(new PutObjectCommand({ bucket, key: 'downgraded', body: storedOf(gcm), metadata }))
    expect(await failureOf(client.send(new GetObjectCommand({ bucket, key: 'downgraded' })))).toMatchObject({ code: 'FormatNotAllowed' })
  })

  test('envelopes of two formats at once are refused', async () => {
    const [python, go] = [oneOf('py-002'), oneOf('go-002')]
    const alsoRead = [await formatOf(python), await formatOf(go)]
    const client = plain.with(encryption({ keys: aesKey({ key: new Uint8Array(32) }), alsoRead }))
    const metadata = { ...metadataOf(go), ...metadataOf(python) }
    await plain.send(new PutObjectCommand({ bucket, key: 'both', body: 'x', metadata }))
    expect(await failureOf(client.send(new GetObjectCommand({ bucket, key: 'both' })))).toMatchObject({ code: 'EnvelopeMalformed' })
  })

  test('an object in another format than the client writes is asked for again by its own places', async () => {
    const recorded = oneOf('go-006')
    const { format, key } = await lay(recorded)
    const client = plain.with(encryption({ keys: aesKey({ key: new Uint8Array(32) }), alsoRead: [format] }))
    for (const range of ['bytes=990-', 'bytes=-5', 'bytes=0-0']) {
      const { body } = await client.send(new GetObjectCommand({ bucket, key, range }))
      const [first, last] = { 'bytes=990-': [990, 1000], 'bytes=-5': [995, 1000], 'bytes=0-0': [0, 1] }[range]!
      expect(Buffer.from(await body.bytes())).toEqual(Buffer.from(contentOf(recorded).subarray(first, last)))
    }
    expect(await failureOf(client.send(new GetObjectCommand({ bucket, key, range: { first: 1_000_000 } })))).toMatchObject({
      code: 'InvalidRange',
    })
  })

  test('a changed byte of an authenticated object, or a cut one, is refused before anything is handed out', async () => {
    const recorded = oneOf('java-020')
    const { client, key } = await lay(recorded)
    const stored = storedOf(recorded)
    for (let at = 0; at <= stored.byteLength; at++) {
      const body = at === stored.byteLength ? stored.subarray(0, -1) : stored.map((byte, index) => (index === at ? byte ^ 1 : byte))
      await plain.send(new PutObjectCommand({ bucket, key, body, metadata: metadataOf(recorded) }))
      const output = await client.send(new GetObjectCommand({ bucket, key }))
      const chunks: Uint8Array[] = []
      const reading = (async () => {
        for await (const chunk of output.body) chunks.push(chunk)
      })()
      expect(await failureOf(reading)).toMatchObject({ code: 'DecryptionFailed' })
      expect(chunks).toEqual([])
    }
  })

  test('objects in CBC: every range, lengths of whole blocks, other cuts, other lengths, and no writing', async () => {
    const recorded = oneOf('java-017')
    const { client, key, format } = await lay(recorded)
    const content = Buffer.from(contentOf(recorded))
    const read = async (through: CosClient, range?: string) =>
      Buffer.from(await (await through.send(new GetObjectCommand({ bucket, key, range }))).body.bytes())
    for (let first = 0; first < 1000; first += 37) {
      for (const last of [first, first + 1, first + 15, first + 16, first + 40, 998, 999, 2000])
        if (last >= first) expect(await read(client, `bytes=${first}-${last}`)).toEqual(content.subarray(first, last + 1))
    }
    const other = plain.with(encryption({ keys: aesKey({ key: new Uint8Array(32) }), alsoRead: [format] }))
    for (const size of [1, 8, 15, 16, 17, 31, 32, 500, 999, 1000, 5000]) {
      expect(await read(client, `bytes=-${size}`)).toEqual(content.subarray(-size))
      expect(await read(other, `bytes=-${size}`)).toEqual(content.subarray(-size))
    }
    expect(await failureOf(client.send(new PutObjectCommand({ bucket, key: 'new', body: 'x' })))).toMatchObject({ name: 'InputError' })
    const stored = storedOf(recorded)
    const metadata = metadataOf(recorded)
    const lengthEntry = 'client-side-encryption-unencrypted-content-length'
    for (const [body, length] of [
      [stored.subarray(0, -16), '1000'],
      [stored.subarray(0, -1), '1000'],
      [stored, '1008'],
      [stored, '991'],
      [stored, '-1'],
      [stored, '1e3'],
      [new Uint8Array(0), '0'],
    ] as const) {
      await plain.send(new PutObjectCommand({ bucket, key, body, metadata: { ...metadata, [lengthEntry]: length } }))
      expect(await failureOf(client.send(new GetObjectCommand({ bucket, key }))), length).toMatchObject({ code: 'DecryptionFailed' })
    }
  })

  test('an object in CBC ends in other content, never in an error, whatever its padding is; and it may be long', async () => {
    const recorded = oneOf('java-017')
    const { client, key } = await lay(recorded)
    const [dataKey, iv] = [Buffer.from(recorded.dataKeyHex, 'hex'), Buffer.from(recorded.ivHex, 'hex')]
    const content = randomBytes(1_000_001)
    const cipher = createCipheriv('aes-256-cbc', dataKey, iv)
    const body = Buffer.concat([cipher.update(content), cipher.final()])
    const { 'client-side-encryption-unencrypted-content-length': _, ...rest } = metadataOf(recorded)
    const metadata = { ...rest, 'client-side-encryption-data-size': '1000001' }
    const read = async (stored: Uint8Array) => {
      await plain.send(new PutObjectCommand({ bucket, key, body: stored, metadata }))
      return Buffer.from(await (await client.send(new GetObjectCommand({ bucket, key }))).body.bytes())
    }
    expect((await read(body)).equals(content)).toBe(true)
    const changed = Buffer.from(body)
    changed[changed.length - 17]! ^= 0x55
    expect((await read(changed)).length).toBe(1_000_001)
    await plain.send(new PutObjectCommand({ bucket, key, body, metadata: rest }))
    expect(await failureOf(client.send(new GetObjectCommand({ bucket, key })))).toMatchObject({ code: 'DecryptionFailed' })
  })

  test('parts sent at once, in any order and of any length, are one key stream', async () => {
    for (const id of ['py-002', 'py-013', 'go-012', 'java-002']) {
      const format = await formatOf(oneOf(id))
      const client = plain.with(encryption({ format }))
      const key = `parts-${id}`
      const content = new Uint8Array(randomBytes(3 * 1024 ** 2 + 5))
      const { uploadId } = await client.send(new CreateMultipartUploadCommand({ bucket, key }))
      const cuts = [0, 1_048_583, 2_100_001, content.byteLength]
      const parts = await Promise.all(
        [1, 2, 3].map(async (partNumber) => {
          const body = content.subarray(cuts[partNumber - 1], cuts[partNumber])
          return { partNumber, etag: (await client.send(new UploadPartCommand({ bucket, key, uploadId, partNumber, body }))).etag }
        }),
      )
      await client.send(new CompleteMultipartUploadCommand({ bucket, key, uploadId, parts }))
      const { body } = await plain.with(encryption({ format })).send(new GetObjectCommand({ bucket, key }))
      expect(sha256(await body.bytes())).toBe(sha256(content))
    }
  })

  test('a part may be sent again, but not with other bytes, and by no other process', async () => {
    const format = await formatOf(oneOf('py-002'))
    const client = plain.with(encryption({ format }))
    const key = 'again'
    const { uploadId } = await client.send(new CreateMultipartUploadCommand({ bucket, key }))
    const send = (through: CosClient, body: Uint8Array) =>
      through.send(new UploadPartCommand({ bucket, key, uploadId, partNumber: 1, body }))
    const bytes = new Uint8Array(randomBytes(200_000))
    await send(client, bytes)
    await send(client, bytes)
    const others = [bytes.map((byte, index) => (index === 150_000 ? byte ^ 1 : byte)), bytes.subarray(1), new Uint8Array(300_000)]
    for (const other of others) expect(await failureOf(send(client, other))).toMatchObject({ name: 'InputError', member: 'body' })
    expect(await failureOf(send(plain.with(encryption({ format })), bytes))).toMatchObject({ name: 'InputError', member: 'uploadId' })
  })

  test('by another process only where the format was told so: it finds the envelope in the upload id', async () => {
    const wraps = [
      unauthenticatedPythonFormat({ key: aesKey({ key: files.python.keys['aes1']! }), wrap: 'aes-fixed-key-stream', allowsResume: true }),
      unauthenticatedGoJavaFormat({ key: standIn(files.go.keys['kmsStandInHex']!), materialDescription: '{"a":"1"}', allowsResume: true }),
    ]
    for (const format of wraps) {
      const another = () => plain.with(encryption({ format }))
      const key = `resumed-${format.name}`
      const { uploadId } = await another().send(new CreateMultipartUploadCommand({ bucket, key }))
      const content = new Uint8Array(randomBytes(2_000_000))
      const parts = []
      for (const [at, partNumber] of [1, 2].entries()) {
        const body = content.subarray(at * 1_048_583, (at + 1) * 1_048_583)
        parts.push({ partNumber, etag: (await another().send(new UploadPartCommand({ bucket, key, uploadId, partNumber, body }))).etag })
      }
      const tampered = `${uploadId.split('~')[0]}~${Buffer.from('{"other":"x"}').toString('base64url')}`
      const refused = another().send(new UploadPartCommand({ bucket, key, uploadId: tampered, partNumber: 1, body: 'x' }))
      expect(await failureOf(refused)).toMatchObject({ name: 'InputError', member: 'uploadId' })
      await another().send(new CompleteMultipartUploadCommand({ bucket, key, uploadId, parts }))
      const { body } = await another().send(new GetObjectCommand({ bucket, key }))
      expect(sha256(await body.bytes())).toBe(sha256(content))
    }
  })
})
