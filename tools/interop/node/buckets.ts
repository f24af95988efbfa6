import { type NodeKit, refused } from '../node-sdk.js'
import { same } from '../report.js'

/** A bucket's life, its tags, how it encrypts, and that it is listed. */
export async function drive({ sdk, at, check }: NodeKit): Promise<void> {
  const namesOf = (page: Record<string, unknown>) => (page['Buckets'] as { Name: string }[]).map(({ Name }) => Name)

  await check('makes, finds and deletes a bucket', async () => {
    const gone = { ...at, Bucket: `gone-${at.Bucket}` }
    await sdk['putBucket']!(gone)
    const { headers } = (await sdk['headBucket']!(gone)) as { headers: Record<string, string> }
    same(headers['x-cos-bucket-region'], at.Region)
    await sdk['deleteBucket']!(gone)
    same((await refused(sdk['headBucket']!(gone)))[0], 404)
    same(await refused(sdk['deleteBucket']!(gone)), [404, 'NoSuchBucket'])
  })
  await check('does not delete a bucket that holds an object', async () => {
    await sdk['putObject']!({ ...at, Key: 'first', Body: 'x' })
    same(await refused(sdk['deleteBucket']!(at)), [409, 'BucketNotEmpty'])
  })
  await check('asks where a bucket is', async () => {
    same((await sdk['getBucketLocation']!(at))['LocationConstraint'], at.Region)
  })
  await check('lists buckets page by page', async () => {
    const found: string[] = []
    for (let pages = 0; pages < 100; pages += 1) {
      const Marker = found.at(-1)
      const names = namesOf(await sdk['getService']!({ MaxKeys: 1, ...(Marker === undefined ? {} : { Marker }) }))
      if (names.length === 0) break
      same(names.length, 1)
      found.push(...names)
    }
    same(found, [...namesOf(await sdk['getService']!({}))].sort())
    same(found.includes(at.Bucket), true)
  })
  await check('tags a bucket, misses the tags and puts others', async () => {
    await sdk['putBucketTagging']!({ ...at, Tags: [{ Key: 'old', Value: '1' }] })
    same((await sdk['getBucketTagging']!(at))['Tags'], [{ Key: 'old', Value: '1' }])
    await sdk['deleteBucketTagging']!(at)
    const none = await sdk['getBucketTagging']!(at)
    same([none['statusCode'], none['Tags']], [404, []])
    const Tags = [
      { Key: 'team', Value: 'a b' },
      { Key: '照片', Value: 'ä' },
    ]
    await sdk['putBucketTagging']!({ ...at, Tags })
    same((await sdk['getBucketTagging']!(at))['Tags'], Tags)
  })
  await check('lists the buckets with a tag', async () => {
    same(namesOf(await sdk['getService']!({ TagKey: 'team', TagValue: 'a b' })), [at.Bucket])
  })
  await check('encrypts what says nothing, and stops and begins again', async () => {
    const ServerSideEncryptionConfiguration = { Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] }
    await sdk['putBucketEncryption']!({ ...at, ServerSideEncryptionConfiguration })
    // It looks for another root element than COS answers with, and so finds no rules; the document itself is handed on.
    const read = (await sdk['getBucketEncryption']!(at))['ServerSideEncryptionConfiguration']
    same(read, { Rule: ServerSideEncryptionConfiguration.Rule[0] })
    await sdk['deleteBucketEncryption']!(at)
    const none = await sdk['getBucketEncryption']!(at)
    same([none['statusCode'], none['EncryptionConfiguration']], [404, { Rules: [] }])
    await sdk['putObject']!({ ...at, Key: 'open', Body: 'x' })
    await sdk['putBucketEncryption']!({ ...at, ServerSideEncryptionConfiguration })
    const { headers } = (await sdk['putObject']!({ ...at, Key: 'sealed', Body: 'x' })) as { headers: Record<string, string> }
    same(headers['x-cos-server-side-encryption'], 'AES256')
  })
}
