import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { type CosClient, GetObjectCommand, PutObjectCommand } from '@cos/core'
import { aesKey, encryption, rsaKey, unauthenticatedPythonFormat } from '@cos/crypto'
import { upload } from '@cos/transfer'
import { type Report, same } from '../report.js'
import { digest } from './objects.js'

const sizes = [1, 15, 16, 17, 1000, 70_001]
const partsBytes = 6 * 1024 ** 2 + 77

function content(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8)) & 255)
}

/** A client for each way of wrapping, with the keys that lie in the bucket. */
async function clients(client: CosClient, bucket: string): Promise<Record<string, CosClient>> {
  const read = async (name: string) => (await client.send(new GetObjectCommand({ bucket, key: `keys/${name}` }))).body.text()
  const aes = aesKey({ key: await read('aes') })
  const rsa = await rsaKey({ publicKey: await read('public'), privateKey: await read('private') })
  const formats = {
    aes: unauthenticatedPythonFormat({ key: aes, wrap: 'aes-fixed-key-stream' }),
    'rsa-oaep': unauthenticatedPythonFormat({ key: rsa, wrap: 'rsa-oaep-sha1' }),
    'rsa-pkcs1': unauthenticatedPythonFormat({ key: rsa, wrap: 'rsa-pkcs1-v1_5' }),
  }
  return Object.fromEntries(Object.entries(formats).map(([name, format]) => [name, client.with(encryption({ format }))]))
}

/** Lays out master keys, and objects under them. */
export async function before(client: CosClient, bucket: string): Promise<void> {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const keys = { aes: randomBytes(32).toString('base64'), public: pair.publicKey, private: pair.privateKey }
  for (const [name, body] of Object.entries(keys)) await client.send(new PutObjectCommand({ bucket, key: `keys/${name}`, body }))
  for (const [wrap, encrypting] of Object.entries(await clients(client, bucket))) {
    for (const size of sizes) await encrypting.send(new PutObjectCommand({ bucket, key: `ours/${wrap}/${size}`, body: content(size) }))
    // The official client's own `upload_file` corrupts the object with its default of five threads, and reports success.
    const source = content(partsBytes)
    await upload(encrypting, {
      bucket,
      key: `ours/${wrap}/parts`,
      source,
      partSizeBytes: 1024 ** 2,
      multipartThresholdBytes: 0,
      concurrency: 5,
    })
  }
}

/** Reads what the official client wrote, whole, by range and in parts. */
export async function after(client: CosClient, bucket: string, report: Report): Promise<void> {
  for (const [wrap, encrypting] of Object.entries(await clients(client, bucket))) {
    const read = async (key: string, range?: string) =>
      (await encrypting.send(new GetObjectCommand({ bucket, key: `theirs/${wrap}/${key}`, range }))).body.bytes()
    await report.check(`our client reads the encrypted objects of ${bucket} under ${wrap}`, async () => {
      for (const size of sizes) same(digest(await read(String(size))), digest(content(size)))
    })
    await report.check(`our client reads ranges of ${bucket} under ${wrap}`, async () => {
      for (const [range, first, end] of [
        ['bytes=7-40', 7, 41],
        ['bytes=-5', 995, 1000],
        ['bytes=15-', 15, 1000],
      ] as const) {
        same(digest(await read('1000', range)), digest(content(1000).subarray(first, end)))
      }
    })
    await report.check(`our client reads the encrypted parts of ${bucket} under ${wrap}`, async () => {
      same(digest(await read('parts')), digest(content(2 * 1024 ** 2 + 77)))
    })
  }
}
