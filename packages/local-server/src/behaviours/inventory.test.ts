import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import {
  CreateBucketCommand,
  DeleteBucketInventoryCommand,
  DeleteObjectCommand,
  GetBucketInventoryCommand,
  GetObjectCommand,
  ListBucketInventoryConfigurationsCommand,
  ListObjectsCommand,
  PostBucketInventoryCommand,
  PutBucketInventoryCommand,
  type PutBucketInventoryInput,
  PutBucketVersioningCommand,
  PutObjectCommand,
  paginate,
} from '@cos/core'
import { expect, test } from 'vitest'
import { bucket, failureOf, raw, withBucket } from '../local-server.fixture.js'
import { movableClock } from '../movable-clock.fixture.js'

const reports = 'reports-1250000000'
type Input = Omit<PutBucketInventoryInput, 'bucket'>
const destination = { cosBucketDestination: { bucket: `qcs::cos:ap-guangzhou::${reports}`, prefix: 'lists', format: 'CSV' } }
const daily: Input = { id: 'all', isEnabled: true, schedule: { frequency: 'Daily' }, includedObjectVersions: 'Current', destination }
const once = { id: 'once', includedObjectVersions: 'Current', destination } as const

async function withReports({ isThere = true } = {}) {
  const clock = movableClock()
  const context = await withBucket({ clock }, { clock })
  const { client } = context
  if (isThere) await client.send(new CreateBucketCommand({ bucket: reports }))
  const put = (key: string, body: string, more = {}) => client.send(new PutObjectCommand({ bucket, key, body, ...more }))
  const schedule = (more: Partial<Input> = {}) => client.send(new PutBucketInventoryCommand({ bucket, ...daily, ...more }))
  const keys = async () => (await client.send(new ListObjectsCommand({ bucket: reports }))).contents.map(({ key }) => key)
  const read = async (key: string) => Buffer.from(await (await client.send(new GetObjectCommand({ bucket: reports, key }))).body.bytes())
  const report = async (id: string, day = '20260101') => {
    const folder = `lists/1250000000/photos/${id}/`
    const text = await read(`${folder}${day}/manifest.json`)
    expect((await read(`${folder}${day}/manifest.checksum`)).toString()).toBe(createHash('md5').update(text).digest('hex'))
    const manifest = JSON.parse(text.toString()) as { files: { key: string; size: string; md5Checksum: string }[]; fileSchema: string }
    const [file] = manifest.files
    const list = await read(file!.key)
    expect([file!.size, file!.md5Checksum]).toEqual([String(list.byteLength), createHash('md5').update(list).digest('hex')])
    return { manifest, lines: gunzipSync(list).toString().trimEnd().split('\n') }
  }
  return { ...context, clock, put, schedule, keys, report }
}

test('an inventory that is ordered once is a compressed list with a manifest and its checksum', async () => {
  const { server, client, put, report } = await withReports()
  await put('a b,"c"', 'bytes', { storageClass: 'ARCHIVE', tagging: { team: 'x y' } })
  await put('猫', 'more bytes')
  const optionalFields = ['Size', 'ETag', 'StorageClass', 'LastModifiedDate', 'IsMultipartUploaded', 'Tag', 'ReplicationStatus'] as const
  await client.send(new PostBucketInventoryCommand({ bucket, ...once, optionalFields: [...optionalFields] }))
  await server.sweep()
  const { manifest, lines } = await report('once')
  expect(manifest).toMatchObject({
    sourceAppid: '1250000000',
    sourceBucket: 'photos',
    destinationAppid: '1250000000',
    destinationBucket: 'reports',
    fileFormat: 'CSV',
    listObjectCount: '2',
    listStorageSize: '15',
    filterObjectCount: '2',
    filterStorageSize: '15',
    fileSchema: 'Appid, Bucket, Key, Size, ETag, StorageClass, LastModifiedDate, IsMultipartUploaded, Tag, ReplicationStatus',
    files: [{ key: expect.stringMatching(/^lists\/1250000000\/photos\/once\/[\da-f]{32}\.csv\.gz$/) }],
  })
  expect(lines).toEqual([
    '"1250000000","photos","a%20b%2C%22c%22","5","4b3a6218bb3e3a7303e8a171a60fcf92","ARCHIVE","2026-01-01T04:00:00.000Z","False","team=x%20y",""',
    '"1250000000","photos","%E7%8C%AB","10","ab3bbbbd9c8fe0ce2ca3391e979059f8","STANDARD","2026-01-01T04:00:00.000Z","False","",""',
  ])
})

test('all versions are reported when they are asked for', async () => {
  const { server, client, put, report } = await withReports()
  await client.send(new PutBucketVersioningCommand({ bucket, status: 'Enabled' }))
  await put('a', '1')
  await put('a', '22')
  await client.send(new DeleteObjectCommand({ bucket, key: 'a' }))
  await client.send(new PostBucketInventoryCommand({ bucket, ...once, includedObjectVersions: 'All', optionalFields: ['Size'] }))
  await client.send(new PostBucketInventoryCommand({ bucket, ...once, id: 'current' }))
  await server.sweep()
  const { manifest, lines } = await report('once')
  expect(manifest.fileSchema).toBe('Appid, Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size')
  expect(lines.map((line) => line.replaceAll('"', '').split(',').slice(4))).toEqual([
    ['True', 'True', '0'],
    ['False', 'False', '2'],
    ['False', 'False', '1'],
  ])
  expect((await report('current')).lines).toEqual([''])
})

test('a filter chooses by prefix, tags, class and time', async () => {
  const { server, client, put, report, clock } = await withReports()
  await put('logs/a', '1', { tagging: { keep: 'yes' } })
  await put('logs/b', '1')
  clock.pass({ milliseconds: 60_000 })
  await put('logs/c', '1', { tagging: { keep: 'yes' }, storageClass: 'STANDARD_IA' })
  const filters = {
    prefix: { prefix: 'logs/b' },
    tags: { and: { prefix: 'logs/', tags: [{ key: 'keep', value: 'yes' }] } },
    class: { and: { storageClass: 'STANDARD_IA' } },
    time: { and: { prefix: 'logs/' }, period: { endTime: new Date(clock.now() - 1000) } },
  } as const
  for (const [id, filter] of Object.entries(filters))
    await client.send(new PostBucketInventoryCommand({ bucket, ...once, id, filter: filter as Input['filter'] }))
  await server.sweep()
  const listed = async (id: string) => (await report(id)).lines.map((line) => line.split('"')[5])
  expect(await Promise.all(Object.keys(filters).map(listed))).toEqual([
    ['logs%2Fb'],
    ['logs%2Fa', 'logs%2Fc'],
    ['logs%2Fc'],
    ['logs%2Fa', 'logs%2Fb'],
  ])
  expect((await report('tags')).manifest).toMatchObject({ listObjectCount: '3', filterObjectCount: '2' })
})

test('reports come by schedule, one for each time it names', async () => {
  const { server, clock, put, schedule, keys } = await withReports()
  await put('a', '1')
  await schedule()
  await schedule({ id: 'weekly', schedule: { frequency: 'Weekly' } })
  await schedule({ id: 'off', isEnabled: false })
  const manifests = async () => (await keys()).filter((key) => key.endsWith('.json')).map((key) => key.split('/').slice(3, 5).join(' '))
  await server.sweep()
  await server.sweep()
  expect(await manifests()).toEqual(['all 20260101'])
  clock.pass({ days: 1 })
  await server.sweep()
  // The clock began on a Thursday; weekly reports are for Sundays.
  clock.pass({ days: 5 })
  await server.sweep()
  expect(await manifests()).toEqual(['all 20260101', 'all 20260102', 'all 20260107', 'weekly 20260107'])
})

test('a report waits for its bucket, and may be encrypted', async () => {
  const { server, client, schedule, keys } = await withReports({ isThere: false })
  await schedule({ destination: { cosBucketDestination: { ...destination.cosBucketDestination, encryption: { sseCos: {} } } } })
  await server.sweep()
  await client.send(new CreateBucketCommand({ bucket: reports }))
  await server.sweep()
  const [key] = await keys()
  expect(await client.send(new GetObjectCommand({ bucket: reports, key: key! }))).toMatchObject({ serverSideEncryption: 'AES256' })
})

test('inventories are read back and listed in the order they were made, in pages of 100', async () => {
  const { client, clock, schedule } = await withReports()
  const ids = Array.from({ length: 203 }, (_, index) => `z${203 - index}`)
  for (const id of ids) {
    await schedule({ id, filter: { prefix: id } })
    clock.pass({ milliseconds: 1 })
  }
  expect(await client.send(new GetBucketInventoryCommand({ bucket, id: 'z7' }))).toEqual({ ...daily, id: 'z7', filter: { prefix: 'z7' } })
  const pages: string[][] = []
  for await (const page of paginate(client, new ListBucketInventoryConfigurationsCommand({ bucket }))) {
    pages.push(page.inventoryConfigurations.map(({ id }) => id))
    // Pages go on where they were, even when what was listed is gone.
    if (pages.length === 1) for (const id of pages[0]!) await client.send(new DeleteBucketInventoryCommand({ bucket, id }))
  }
  expect(pages).toEqual([ids.slice(0, 100), ids.slice(100, 200), ids.slice(200)])
  expect(await failureOf(client.send(new GetBucketInventoryCommand({ bucket, id: ids[0]! })))).toMatchObject({
    code: 'InventoryConfigurationNotFoundError',
    status: 404,
  })
})

test('an id is used once: by an inventory, or by an order of the day', async () => {
  const { server, client, clock, schedule } = await withReports()
  const order = (id: string) => client.send(new PostBucketInventoryCommand({ bucket, ...once, id }))
  await schedule()
  expect(await failureOf(order('all'))).toMatchObject({ code: 'DuplicateInventoryId', status: 409 })
  await order('once')
  await server.sweep()
  expect(await failureOf(order('once'))).toMatchObject({ code: 'DuplicateInventoryId', status: 409 })
  clock.pass({ days: 1 })
  await order('once')
})

test.each<[string, Partial<Input>]>([
  ['InvalidArgument', { id: 'a/b' }],
  ['InvalidArgument', { destination: { cosBucketDestination: { bucket: reports, format: 'CSV' } } }],
  ['InvalidArgument', { destination: { cosBucketDestination: { bucket: `qcs::cos:ap-beijing::${reports}`, format: 'CSV' } } }],
])('%s: %j', async (code, more) => {
  const { schedule } = await withReports()
  expect(await failureOf(schedule(more))).toMatchObject({ code, status: 400 })
})

const document = (inside: string) =>
  '<InventoryConfiguration><Id>a</Id><IsEnabled>True</IsEnabled><IncludedObjectVersions>All</IncludedObjectVersions>' +
  `<Schedule><Frequency>Daily</Frequency></Schedule><Destination><COSBucketDestination><Format>CSV</Format>` +
  `<Bucket>qcs::cos:ap-guangzhou::${bucket}</Bucket>${inside}</COSBucketDestination></Destination></InventoryConfiguration>`

test('both spellings of the encryption are taken, and one is given back', async () => {
  const { server } = await withBucket()
  const body = document('<Encryption><SSECOS></SSECOS></Encryption>')
  expect(await raw(server, { method: 'PUT', target: '/?inventory&id=a', body })).toMatchObject({ status: 200 })
  expect((await raw(server, { target: '/?inventory&id=a' })).text).toContain('<Encryption><SSE-COS/></Encryption>')
  expect(await raw(server, { method: 'PUT', target: '/?inventory&id=b', body })).toMatchObject({ code: 'InvalidArgument' })
  expect(await raw(server, { method: 'PUT', target: '/?inventory&id=a', body: '<a/>' })).toMatchObject({ code: 'MalformedXML' })
})
