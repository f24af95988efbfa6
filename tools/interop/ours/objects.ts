import { createHash } from 'node:crypto'
import {
  type CosClient,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteMultipleObjectsCommand,
  GetObjectCommand,
  ListObjectsCommand,
  PutObjectCommand,
} from '@cos/core'
import { upload } from '@cos/transfer'
import { bigBytes, bigKey, bytesOf, keys } from '../corpus.js'
import { type Report, same } from '../report.js'

/** SHA-256 in hexadecimal. */
export const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Stores the corpus with our client, for the others to read. */
export async function fill(client: CosClient, bucket: string): Promise<void> {
  await client.send(new CreateBucketCommand({ bucket }))
  for (const key of keys) {
    await client.send(new PutObjectCommand({ bucket, key, body: bytesOf(key), contentType: 'text/x-interop', metadata: { owner: 'ada' } }))
  }
  await upload(client, { bucket, key: bigKey, source: bigBytes(), partSizeBytes: 1024 * 1024 })
}

/** Reads with our client what another stored, byte for byte, and deletes it. */
export async function after(client: CosClient, bucket: string, report: Report): Promise<void> {
  await report.check(`${bucket}: our client lists it`, async () => {
    const { contents } = await client.send(new ListObjectsCommand({ bucket }))
    same(contents.map(({ key }) => key).sort(), [...keys, bigKey].sort())
  })
  for (const key of [...keys, bigKey]) {
    await report.check(`${bucket}: our client reads ${JSON.stringify(key)}`, async () => {
      const { body } = await client.send(new GetObjectCommand({ bucket, key }))
      same(digest(await body.bytes()), digest(key === bigKey ? bigBytes() : bytesOf(key)))
    })
  }
  await report.check(`${bucket}: our client deletes it`, async () => {
    await client.send(new DeleteMultipleObjectsCommand({ bucket, objects: [...keys, bigKey].map((key) => ({ key })) }))
    await client.send(new DeleteBucketCommand({ bucket }))
  })
}
