import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  type Clock,
  CosClient,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  isServiceError,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectVersionsCommand,
  PutBucketInventoryCommand,
  PutBucketLifecycleCommand,
  PutBucketLoggingCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  systemClock,
} from '@cos/core'
import { createLocalServer, openDiskStore } from '@cos/local-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

// What configurations do to stored data in the course of time, over HTTP and on disk: set up with the client, used as somebody would
// use it, and looked at after the clock was moved.

const dayMs = 86_400_000
const bucket = 'photos-1250000000'
const other = 'vault-1250000000'

let nowMs: number
let folder: string
let server: ReturnType<typeof createLocalServer>
let client: CosClient

beforeEach(async () => {
  nowMs = Date.UTC(2026, 2, 2, 1)
  const clock: Clock = { ...systemClock, now: () => nowMs }
  folder = await mkdtemp(path.join(tmpdir(), 'cos-stored-data-'))
  server = createLocalServer({ clock, store: await openDiskStore(folder, { now: clock.now }), sweepIntervalMs: 0 })
  const { url } = await server.listen()
  client = new CosClient({ region: server.region, credentials: server.credentials, endpoint: url, clock })
  for (const name of [bucket, other]) await client.send(new CreateBucketCommand({ bucket: name }))
})

afterEach(async () => {
  await client.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const put = (key: string, body: string, more = {}) => client.send(new PutObjectCommand({ bucket, key, body, ...more }))
const keysOf = async (name: string, prefix = '') =>
  (await client.send(new ListObjectsCommand({ bucket: name, prefix }))).contents.map(({ key }) => key)
const bytesOf = async (name: string, key: string) =>
  Buffer.from(await (await client.send(new GetObjectCommand({ bucket: name, key }))).body.bytes())
const later = async (days: number) => {
  nowMs += days * dayMs
  await server.sweep()
}

describe('lifecycle', () => {
  test('a bucket of logs keeps a month, a cold quarter, and no leftovers', async () => {
    await client.send(
      new PutBucketLifecycleCommand({
        bucket,
        rules: [
          {
            id: 'logs',
            status: 'Enabled',
            filter: { and: { prefix: 'logs/', tags: [{ key: 'keep', value: 'quarter' }] } },
            transitions: [
              { days: 30, storageClass: 'STANDARD_IA' },
              { days: 60, storageClass: 'ARCHIVE' },
            ],
            expiration: { days: 90 },
          },
          { id: 'leftovers', status: 'Enabled', filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
        ],
      }),
    )
    const { expiration } = await put('logs/march', 'lines', { tagging: { keep: 'quarter' } })
    expect(expiration).toBe('expiry-date="Sun, 31 May 2026 01:00:00 GMT", rule-id="logs"')
    await put('logs/untagged', 'lines')
    await put('data', 'bytes')
    await client.send(new CreateMultipartUploadCommand({ bucket, key: 'half' }))

    await later(30)
    expect(await client.send(new HeadObjectCommand({ bucket, key: 'logs/march' }))).toMatchObject({ storageClass: 'STANDARD_IA' })
    expect((await bytesOf(bucket, 'logs/march')).toString()).toBe('lines')
    expect((await client.send(new ListMultipartUploadsCommand({ bucket }))).uploads).toEqual([])

    await later(30)
    const refusal = await client.send(new GetObjectCommand({ bucket, key: 'logs/march' })).catch((error: unknown) => error)
    expect(isServiceError(refusal, 'InvalidObjectState')).toBe(true)

    await later(30)
    expect(await keysOf(bucket)).toEqual(['data', 'logs/untagged'])
  })

  test('in a bucket with versioning, what was deleted can be had back for a week, and then leaves no trace', async () => {
    await client.send(new PutBucketVersioningCommand({ bucket, status: 'Enabled' }))
    await client.send(
      new PutBucketLifecycleCommand({
        bucket,
        rules: [
          {
            status: 'Enabled',
            filter: {},
            noncurrentVersionExpiration: { noncurrentDays: 7 },
            expiration: { expiredObjectDeleteMarker: true },
          },
        ],
      }),
    )
    await put('note', 'first')
    await client.send(new DeleteObjectCommand({ bucket, key: 'note' }))
    const listed = async () => (await client.send(new ListObjectVersionsCommand({ bucket }))).versions.map(({ type }) => type)

    await later(6)
    expect(await listed()).toEqual(['DeleteMarker', 'Version'])
    await later(1)
    await later(0)
    expect(await listed()).toEqual([])
  })
})

test('replication: a vault gets every version, and what is deleted at the source can be read there', async () => {
  for (const name of [bucket, other]) await client.send(new PutBucketVersioningCommand({ bucket: name, status: 'Enabled' }))
  await client.send(
    new PutBucketReplicationCommand({
      bucket,
      role: 'qcs::cam::uin/100000000001:uin/100000000001',
      rules: [
        {
          status: 'Enabled',
          prefix: 'deeds/',
          destination: { bucket: `qcs::cos:ap-guangzhou::${other}`, storageClass: 'STANDARD_IA' },
          deleteMarkerReplication: { status: 'Disabled' },
        },
      ],
    }),
  )
  await put('deeds/house', 'draft')
  await put('deeds/house', 'signed', { metadata: { by: 'ada' } })
  await put('notes/house', 'private')
  await server.sweep()
  expect(await client.send(new HeadObjectCommand({ bucket, key: 'deeds/house' }))).toMatchObject({ replicationStatus: 'Complete' })
  await client.send(new DeleteObjectCommand({ bucket, key: 'deeds/house' }))
  await server.sweep()
  expect(await keysOf(bucket)).toEqual(['notes/house'])
  expect(await keysOf(other)).toEqual(['deeds/house'])
  const copy = await client.send(new GetObjectCommand({ bucket: other, key: 'deeds/house' }))
  expect(await copy.body.text()).toBe('signed')
  expect(copy).toMatchObject({ metadata: { by: 'ada' }, storageClass: 'STANDARD_IA', replicationStatus: 'Replica' })
  expect((await client.send(new ListObjectVersionsCommand({ bucket: other }))).versions).toHaveLength(2)
})

test('logging: who read what, when, and with what outcome stands in the log', async () => {
  await client.send(new PutBucketLoggingCommand({ bucket, loggingEnabled: { targetBucket: other, targetPrefix: 'access/' } }))
  await put('a b', 'bytes')
  await bytesOf(bucket, 'a b')
  await client.send(new GetObjectCommand({ bucket, key: 'missing' })).catch(() => {})
  await server.sweep()
  const [key = ''] = await keysOf(other, 'access/2026/03/02/')
  const entries = (await bytesOf(other, key))
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => line.match(/"[^"]*"|\S+/g)!)
  expect(entries.map((fields) => [fields[5], fields[6], fields[7], fields[11], fields[14], fields[15]])).toEqual([
    ['PutBucketLogging', '127.0.0.1', server.credentials.secretId, '/', '200', '-'],
    ['PutObject', '127.0.0.1', server.credentials.secretId, '/a%20b', '200', '-'],
    ['GetObject', '127.0.0.1', server.credentials.secretId, '/a%20b', '200', '-'],
    ['GetObject', '127.0.0.1', server.credentials.secretId, '/missing', '404', 'NoSuchKey'],
  ])
  expect(entries.every((fields) => fields.length === 31 && fields[3] === '2026-03-02T01:00:00Z')).toBe(true)
})

test('inventory: a report a week can be checked from its manifest down to the last line', async () => {
  await client.send(
    new PutBucketInventoryCommand({
      bucket,
      id: 'weekly',
      isEnabled: true,
      schedule: { frequency: 'Weekly' },
      includedObjectVersions: 'Current',
      optionalFields: ['Size', 'StorageClass'],
      destination: { cosBucketDestination: { bucket: `qcs::cos:ap-guangzhou::${other}`, prefix: 'lists', format: 'CSV' } },
    }),
  )
  for (let index = 0; index < 600; index += 1) await put(`k/${String(index).padStart(3, '0')}`, 'x'.repeat(index % 7))
  await later(0)
  expect(await keysOf(other)).toEqual([])
  await later(6)
  const folder = 'lists/1250000000/photos/weekly/'
  const manifest = await bytesOf(other, `${folder}20260308/manifest.json`)
  expect((await bytesOf(other, `${folder}20260308/manifest.checksum`)).toString()).toBe(md5(manifest))
  const { files, filterObjectCount } = JSON.parse(manifest.toString()) as {
    files: { key: string; md5Checksum: string }[]
    filterObjectCount: string
  }
  const list = await bytesOf(other, files[0]!.key)
  expect([md5(list), filterObjectCount]).toEqual([files[0]!.md5Checksum, '600'])
  const lines = gunzipSync(list).toString().trimEnd().split('\n')
  expect([lines.length, lines[13]]).toEqual([600, '"1250000000","photos","k%2F013","6","STANDARD"'])
})

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex')
