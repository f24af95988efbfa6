import { type CosClient, type CustomerKey, customerKey, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@cos/core'
import { bigBytes } from '../corpus.js'
import { type Report, same } from '../report.js'
import { digest } from './objects.js'

/** A key of which both sides know: 32 times the same byte. */
export const keyOf = (fill: number): CustomerKey => customerKey(new Uint8Array(32).fill(fill))

/** Lays out an object under a key of ours. */
export async function before(client: CosClient, bucket: string): Promise<void> {
  await client.send(new PutObjectCommand({ bucket, key: 'ours', body: 'ours', encryption: keyOf(3) }))
}

/** Reads what the official client had encrypted. */
export async function after(client: CosClient, bucket: string, report: Report): Promise<void> {
  const read = async (key: string, ownKey?: CustomerKey) =>
    digest(await (await client.send(new GetObjectCommand({ bucket, key, customerKey: ownKey }))).body.bytes())

  await report.check(`${bucket}: our client reads what is encrypted`, async () => {
    const secret = digest(new TextEncoder().encode('secret'))
    same(
      [await read('service'), await read('kms'), await read('customer', keyOf(1)), await read('copy', keyOf(2))],
      [secret, secret, secret, secret],
    )
    same(await read('parts', keyOf(1)), digest(bigBytes()))
  })
  await report.check(`${bucket}: our client sees how it is encrypted`, async () => {
    const { serverSideEncryption, kmsKeyId } = await client.send(new HeadObjectCommand({ bucket, key: 'kms' }))
    same([serverSideEncryption, kmsKeyId], ['cos/kms', 'key-1'])
    const copy = await client.send(new HeadObjectCommand({ bucket, key: 'copy', customerKey: keyOf(2) }))
    same([copy.customerAlgorithm, copy.customerKeyMd5], ['AES256', keyOf(2).keyMd5])
  })
}
