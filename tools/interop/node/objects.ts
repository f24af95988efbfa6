import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { sign } from '@cos/signer'
import { bigBytes, bigKey, bytesOf, keys } from '../corpus.js'
import type { NodeKit } from '../node-sdk.js'
import { digest } from '../ours/objects.js'
import { same } from '../report.js'

/** Objects of the corpus: written, read, listed, copied and deleted by either side. */
export async function drive({ Sdk, sdk, sdkWith, at, ours, region: Region, credentials, cache, check }: NodeKit): Promise<void> {
  const keysOf = (list: unknown) => (list as { Key: string }[]).map(({ Key }) => Key)

  await check('makes a bucket', () => sdk['putBucket']!({ ...at, Bucket: `own-${at.Bucket}` }))
  await check('finds it', () => sdk['headBucket']!(at))
  await check('lists buckets', async () => {
    const names = ((await sdk['getService']!({}))['Buckets'] as { Name: string }[]).map(({ Name }) => Name)
    for (const name of [ours, at.Bucket]) if (!names.includes(name)) throw new Error(`${name} is not among ${names}`)
  })
  for (const Key of keys) {
    const name = JSON.stringify(Key)
    await check(`puts ${name}`, () => sdk['putObject']!({ ...at, Key, Body: Buffer.from(bytesOf(Key)) }))
    await check(`gets ${name} of ours`, async () => {
      const { Body, headers } = (await sdk['getObject']!({ Bucket: ours, Region, Key })) as {
        Body: Buffer
        headers: Record<string, string>
      }
      same([digest(Body), headers['content-type'], headers['x-cos-meta-owner']], [digest(bytesOf(Key)), 'text/x-interop', 'ada'])
    })
  }
  await check('sees the headers of an object', async () => {
    const { headers } = (await sdk['headObject']!({ Bucket: ours, Region, Key: 'a b' })) as { headers: Record<string, string> }
    same([headers['content-length'], headers['x-cos-meta-owner']], [String(bytesOf('a b').length), 'ada'])
  })
  await check('lists a folder', async () => {
    const page = await sdk['getBucket']!({ Bucket: ours, Region, Prefix: 'folder/', Delimiter: '/' })
    same(
      [keysOf(page['Contents']), (page['CommonPrefixes'] as { Prefix: string }[]).map(({ Prefix }) => Prefix)],
      [['folder/', 'folder/1', 'folder/2'], ['folder/sub/']],
    )
  })
  await check('lists page by page', async () => {
    const found: string[] = []
    let Marker: string | undefined
    do {
      const page = await sdk['getBucket']!({ Bucket: ours, Region, MaxKeys: 4, ...(Marker ? { Marker } : {}) })
      found.push(...keysOf(page['Contents']))
      Marker = page['IsTruncated'] === 'true' ? (page['NextMarker'] as string) : undefined
    } while (Marker !== undefined)
    same(found.sort(), [...keys, bigKey].sort())
  })
  const file = path.join(cache, 'big.bin')
  await writeFile(file, bigBytes())
  await check('uploads a file in slices', () => sdk['sliceUploadFile']!({ ...at, Key: bigKey, FilePath: file, ChunkSize: 1024 * 1024 }))
  await check('uploads a file by its high-level call', async () => {
    await sdk['uploadFile']!({ ...at, Key: 'other.bin', FilePath: file, SliceSize: 1024 * 1024, ChunkSize: 2 * 1024 * 1024 })
    const { Body } = (await sdk['getObject']!({ ...at, Key: 'other.bin' })) as { Body: Buffer }
    same(digest(Body), digest(bigBytes()))
  })
  await check('gets the big file of ours', async () => {
    const { Body } = (await sdk['getObject']!({ Bucket: ours, Region, Key: bigKey })) as { Body: Buffer }
    same(digest(Body), digest(bigBytes()))
  })
  await rm(file)
  await check('makes, lists and gives up an upload', async () => {
    const { UploadId } = await sdk['multipartInit']!({ ...at, Key: 'parts' })
    await sdk['multipartUpload']!({ ...at, Key: 'parts', UploadId, PartNumber: 1, Body: Buffer.from('part') })
    const { Part } = (await sdk['multipartListPart']!({ ...at, Key: 'parts', UploadId })) as { Part: { PartNumber: string }[] }
    same(
      Part.map(({ PartNumber }) => PartNumber),
      ['1'],
    )
    await sdk['multipartAbort']!({ ...at, Key: 'parts', UploadId })
  })
  await check('copies an object of ours', async () => {
    const CopySource = `${ours}.cos.${Region}.myqcloud.com/${encodeURIComponent('照片/猫.jpg')}`
    await sdk['putObjectCopy']!({ ...at, Key: 'copy', CopySource })
    const { Body } = (await sdk['getObject']!({ ...at, Key: 'copy' })) as { Body: Buffer }
    same(digest(Body), digest(bytesOf('照片/猫.jpg')))
  })
  await check('reads a range', async () => {
    const { Body, statusCode } = (await sdk['getObject']!({ Bucket: ours, Region, Key: 'a b', Range: 'bytes=0-4' })) as {
      Body: Buffer
      statusCode: number
    }
    same([Body.toString(), statusCode], ['bytes', 206])
  })
  await check('presigns a URL that works', async () => {
    const url = await new Promise<string>((resolve, reject) => {
      const params = { Bucket: ours, Region, Key: 'ä/ö/ü', Sign: true, Expires: 60 }
      sdk['getObjectUrl']!(params, (error: Error | null, data: { Url: string }) => (error ? reject(error) : resolve(data.Url)))
    })
    same(digest(new Uint8Array(await (await fetch(url)).arrayBuffer())), digest(bytesOf('ä/ö/ü')))
  })
  await check('deletes one, and many', async () => {
    await sdk['deleteObject']!({ ...at, Key: 'copy' })
    const { Deleted } = (await sdk['deleteMultipleObject']!({ ...at, Objects: [{ Key: 'other.bin' }] })) as { Deleted: { Key: string }[] }
    same(
      Deleted.map(({ Key }) => Key),
      ['other.bin'],
    )
  })
  await check('understands our errors', async () => {
    const error = (await sdk['getObject']!({ ...at, Key: 'missing' }).catch((caught) => caught)) as {
      statusCode: number
      code: string
      RequestId: string
    }
    same([error.statusCode, error.code, typeof error.RequestId], [404, 'NoSuchKey', 'string'])
    const stranger = sdkWith({ SecretKey: 'wrong' })
    const refused = (await stranger['headBucket']!(at).catch((caught) => caught)) as { statusCode: number }
    same(refused.statusCode, 403)
  })
  await check('signs as we do', () => {
    for (const Key of keys) {
      const headers = { host: 'a-1.cos.ap-guangzhou.myqcloud.com', 'x-cos-meta-a': "x y!'()*" }
      const query = { prefix: 'ä b', 'max-keys': '1', uploads: '' }
      const theirSignature = Sdk.getAuthorization({
        SecretId: credentials.secretId,
        SecretKey: credentials.secretKey,
        Method: 'put',
        Key,
        Query: query,
        Headers: headers,
        KeyTime: '1700000000;1700000900',
      })
      const signed = sign({ method: 'PUT', path: `/${Key}`, query, headers }, credentials, {
        startsAt: 1_700_000_000,
        expiresInSeconds: 900,
      })
      same(decodeURIComponent(signed), decodeURIComponent(theirSignature), JSON.stringify(Key))
    }
  })
}
