import { execFile } from 'node:child_process'
import dns from 'node:dns'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { type Credentials, sign } from '@cos/signer'
import { bigBytes, bigKey, bytesOf, keys } from './corpus.js'
import { digest } from './our-side.js'
import { type Report, same } from './report.js'

const version = '3.0.0'

/** Just as much of the official SDK's interface as is used here. */
interface OfficialClient {
  [method: string]: (params: Record<string, unknown>, callback?: unknown) => Promise<Record<string, unknown>>
}
interface OfficialSdk {
  new (options: Record<string, unknown>): OfficialClient
  getAuthorization(options: Record<string, unknown>): string
}

/** Installs the official SDK for Node into the cache and loads it. */
export async function loadNodeSdk(cache: string): Promise<OfficialSdk> {
  const folder = path.join(cache, 'node')
  if (!existsSync(path.join(folder, 'node_modules', 'cos-nodejs-sdk-v5', 'package.json'))) {
    await mkdir(folder, { recursive: true })
    await writeFile(path.join(folder, 'package.json'), '{ "private": true }')
    const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
    await promisify(execFile)('npm', ['install', ...options, `cos-nodejs-sdk-v5@${version}`], { cwd: folder })
  }
  return createRequire(path.join(folder, 'package.json'))('cos-nodejs-sdk-v5') as OfficialSdk
}

/** What the official SDK is pointed at. */
export interface Setting {
  readonly port: number
  readonly region: string
  readonly credentials: Credentials
  readonly cache: string
  /** A bucket our client filled. */
  readonly ours: string
  /** A bucket for the SDK to fill. */
  readonly theirs: string
}

/** Sends the SDK's requests to its usual hosts, all of which are this machine. */
export function resolveEverythingHere(): void {
  dns.lookup = ((_: string, options: unknown, callback: unknown) => {
    const done = (callback ?? options) as (error: null, address: unknown, family?: number) => void
    const isAll = typeof options === 'object' && options !== null && (options as { all?: boolean }).all === true
    process.nextTick(() => (isAll ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)))
  }) as typeof dns.lookup
}

/** Drives the server with the official SDK for Node. */
export async function driveNodeSdk(Sdk: OfficialSdk, setting: Setting, report: Report): Promise<void> {
  const { port, region: Region, credentials, cache, ours, theirs } = setting
  const options = {
    SecretId: credentials.secretId,
    SecretKey: credentials.secretKey,
    Protocol: 'http:',
    ServiceDomain: `http://service.cos.myqcloud.com:${port}`,
  }
  const sdk = new Sdk({ ...options, Domain: `{Bucket}.cos.{Region}.myqcloud.com:${port}` })
  const at = { Bucket: theirs, Region }
  const check = (name: string, work: () => unknown) => report.check(`Node SDK ${name}`, work)
  const keysOf = (list: unknown) => (list as { Key: string }[]).map(({ Key }) => Key)

  await check('makes a bucket', () => sdk['putBucket']!(at))
  await check('finds it', () => sdk['headBucket']!(at))
  await check('lists buckets', async () => {
    const names = ((await sdk['getService']!({}))['Buckets'] as { Name: string }[]).map(({ Name }) => Name)
    for (const name of [ours, theirs]) if (!names.includes(name)) throw new Error(`${name} is not among ${names}`)
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
    const stranger = new Sdk({ ...options, SecretKey: 'wrong', Domain: `{Bucket}.cos.{Region}.myqcloud.com:${port}` })
    const refused = (await stranger['headBucket']!(at).catch((caught) => caught)) as { statusCode: number }
    same(refused.statusCode, 403)
  })
  await check('signs as we do', () => {
    for (const Key of keys) {
      const headers = { host: 'a-1.cos.ap-guangzhou.myqcloud.com', 'x-cos-meta-a': "x y!'()*" }
      const query = { prefix: 'ä b', 'max-keys': '1', uploads: '' }
      const theirSignature = Sdk.getAuthorization({
        ...options,
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
