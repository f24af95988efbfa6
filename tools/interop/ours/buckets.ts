import {
  type CosClient,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  isServiceError,
  ListBucketsCommand,
} from '@cos/core'
import { type Report, same } from '../report.js'

/** Looks at the bucket that was configured, and for the one that was deleted. */
export async function after(client: CosClient, bucket: string, report: Report): Promise<void> {
  await report.check(`${bucket}: our client does not find the deleted bucket`, async () => {
    const { buckets } = await client.send(new ListBucketsCommand({}))
    const names = buckets.map(({ name }) => name)
    same([names.includes(bucket), names.includes(`gone-${bucket}`)], [true, false])
    const error: unknown = await client.send(new HeadBucketCommand({ bucket: `gone-${bucket}` })).catch((caught) => caught)
    same(isServiceError(error, 'NoSuchBucket'), true)
  })
  await report.check(`${bucket}: our client reads its place and its tags`, async () => {
    const { location } = await client.send(new GetBucketLocationCommand({ bucket }))
    const { region } = await client.send(new HeadBucketCommand({ bucket }))
    same(location, region)
    const { tags } = await client.send(new GetBucketTaggingCommand({ bucket }))
    same(
      tags.map(({ key, value }) => [key, value]),
      [
        ['team', 'a b'],
        ['照片', 'ä'],
      ],
    )
  })
  await report.check(`${bucket}: our client sees what is encrypted`, async () => {
    const { rule } = await client.send(new GetBucketEncryptionCommand({ bucket }))
    same(rule.applyServerSideEncryptionByDefault.sseAlgorithm, 'AES256')
    for (const [key, algorithm] of [
      ['open', undefined],
      ['sealed', 'AES256'],
    ] as const) {
      same((await client.send(new HeadObjectCommand({ bucket, key }))).serverSideEncryption, algorithm, key)
    }
  })
}
