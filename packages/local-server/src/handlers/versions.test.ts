import {
  CopyObjectCommand,
  type CosClient,
  DeleteMultipleObjectsCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { bucket, failureOf, raw, withBucket } from '../local-server.fixture.js'

const missingId = 'MTg0NDUxODMzMTMwMDM2Njc1ODA'

async function withVersioning(status: 'Enabled' | 'Suspended' = 'Enabled') {
  const world = await withBucket()
  await setVersioning(world.client, status)
  return world
}

async function setVersioning(client: CosClient, status: 'Enabled' | 'Suspended'): Promise<void> {
  await client.send(new PutBucketVersioningCommand({ bucket, status }))
}

/** Puts a text and gives the version id the answer names. */
async function put(client: CosClient, body: string, key = 'k'): Promise<string | undefined> {
  return (await client.send(new PutObjectCommand({ bucket, key, body }))).versionId
}

async function textOf(client: CosClient, versionId?: string): Promise<string> {
  return (await client.send(new GetObjectCommand({ bucket, key: 'k', versionId }))).body.text()
}

async function historyOf(client: CosClient, key = 'k') {
  const { versions } = await client.send(new ListObjectVersionsCommand({ bucket, prefix: key }))
  return versions.map(({ type, versionId, isLatest }) => [type, versionId, isLatest])
}

describe('PutBucketVersioning and GetBucketVersioning', () => {
  test('tell what was set, and nothing before', async () => {
    const { server, client } = await withBucket()
    expect((await raw(server, { target: '/?versioning' })).text).toBe('<VersioningConfiguration/>')
    expect(await client.send(new GetBucketVersioningCommand({ bucket }))).toEqual({})
    for (const status of ['Enabled', 'Suspended'] as const) {
      await setVersioning(client, status)
      expect(await client.send(new GetBucketVersioningCommand({ bucket }))).toEqual({ status })
    }
  })

  test('refuse other words', async () => {
    const { server } = await withBucket()
    const body = '<VersioningConfiguration><Status>Disabled</Status></VersioningConfiguration>'
    expect(await raw(server, { method: 'PUT', target: '/?versioning', body })).toMatchObject({ status: 400 })
  })
})

describe('without versioning', () => {
  test('no answer names a version, and a listing of versions has empty ids', async () => {
    const { client } = await withBucket()
    expect(await put(client, 'one')).toBeUndefined()
    expect(await client.send(new HeadObjectCommand({ bucket, key: 'k' }))).not.toHaveProperty('versionId')
    expect(await historyOf(client)).toEqual([['Version', '', true]])
    expect(await textOf(client, 'null')).toBe('one')
    expect(await client.send(new DeleteObjectCommand({ bucket, key: 'k', versionId: 'null' }))).toEqual({ versionId: 'null' })
    expect(await historyOf(client)).toEqual([])
  })
})

describe('with versioning enabled', () => {
  test('every put is kept under an id of its own, and what was there before is the null version', async () => {
    const { client } = await withBucket()
    await put(client, 'zero')
    await setVersioning(client, 'Enabled')
    const first = await put(client, 'one')
    const second = await put(client, 'two')
    expect(await historyOf(client)).toEqual([
      ['Version', second, true],
      ['Version', first, false],
      ['Version', 'null', false],
    ])
    expect([await textOf(client), await textOf(client, first), await textOf(client, 'null')]).toEqual(['two', 'one', 'zero'])
    expect(await client.send(new HeadObjectCommand({ bucket, key: 'k', versionId: 'null' }))).toMatchObject({ versionId: 'null' })
  })

  test('a deletion puts a marker on top; removing the marker brings the object back', async () => {
    const { server, client } = await withVersioning()
    const kept = await put(client, 'one')
    const marked = await client.send(new DeleteObjectCommand({ bucket, key: 'k' }))
    expect(marked).toEqual({ versionId: expect.stringMatching(/^MTg0/), isDeleteMarker: true })
    expect((await client.send(new ListObjectsCommand({ bucket }))).contents).toEqual([])
    for (const method of ['GET', 'HEAD']) {
      const latest = await raw(server, { method, target: '/k' })
      expect(latest).toMatchObject({ status: 404, headers: { 'x-cos-delete-marker': 'true', 'x-cos-version-id': marked.versionId } })
      expect(await raw(server, { method, target: `/k?versionId=${marked.versionId}` })).toMatchObject({
        status: 404,
        headers: { 'x-cos-delete-marker': 'true' },
      })
    }
    expect(await textOf(client, kept)).toBe('one')
    expect(await client.send(new DeleteObjectCommand({ bucket, key: 'k', versionId: marked.versionId }))).toEqual(marked)
    expect(await textOf(client)).toBe('one')
  })

  test('a key that does not exist gets a marker too', async () => {
    const { client } = await withVersioning()
    const { versionId } = await client.send(new DeleteObjectCommand({ bucket, key: 'k' }))
    expect(await historyOf(client)).toEqual([['DeleteMarker', versionId, true]])
  })

  test('removing the newest version makes the one before the newest', async () => {
    const { client } = await withVersioning()
    const first = await put(client, 'one')
    const second = await put(client, 'two')
    expect(await client.send(new DeleteObjectCommand({ bucket, key: 'k', versionId: second }))).toEqual({ versionId: second })
    expect(await historyOf(client)).toEqual([['Version', first, true]])
  })

  test('a copy of an old version is a new version', async () => {
    const { client } = await withVersioning()
    const first = await put(client, 'one')
    await put(client, 'two')
    const copy = await client.send(new CopyObjectCommand({ bucket, key: 'k', copySource: { bucket, key: 'k', versionId: first! } }))
    expect(copy.versionId).toMatch(/^MTg0/)
    expect([copy.versionId === first, await textOf(client)]).toEqual([false, 'one'])
  })

  test.each([
    ['GET', missingId, 404, 'NoSuchVersion'],
    ['GET', 'nonsense', 400, 'InvalidArgument'],
    ['DELETE', 'nonsense', 400, 'InvalidArgument'],
    ['DELETE', missingId, 204, undefined],
  ])('%s of the version %s is answered %i %s', async (method, versionId, status, code) => {
    const { server, client } = await withVersioning()
    await put(client, 'one')
    expect(await raw(server, { method, target: `/k?versionId=${versionId}` })).toMatchObject({ status, code })
  })
})

describe('with versioning suspended', () => {
  test('versions with ids stay, and the null version is replaced', async () => {
    const { client } = await withVersioning()
    const kept = await put(client, 'one')
    await setVersioning(client, 'Suspended')
    expect([await put(client, 'two'), await put(client, 'three')]).toEqual([undefined, undefined])
    expect(await historyOf(client)).toEqual([
      ['Version', 'null', true],
      ['Version', kept, false],
    ])
    expect(await client.send(new DeleteObjectCommand({ bucket, key: 'k' }))).toMatchObject({ isDeleteMarker: true, versionId: 'null' })
    expect(await historyOf(client)).toEqual([
      ['DeleteMarker', 'null', true],
      ['Version', kept, false],
    ])
  })

  test('a multipart upload names the null version, unlike a put', async () => {
    const { server } = await withVersioning('Suspended')
    const begun = await raw(server, { method: 'POST', target: '/k?uploads' })
    const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(begun.text)![1]
    const part = await raw(server, { method: 'PUT', target: `/k?partNumber=1&uploadId=${uploadId}`, body: 'x' })
    const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.headers['etag']}</ETag></Part></CompleteMultipartUpload>`
    expect((await raw(server, { method: 'POST', target: `/k?uploadId=${uploadId}`, body })).headers['x-cos-version-id']).toBe('null')
  })
})

describe('DeleteMultipleObjects with versions', () => {
  test('tells of each key what was done', async () => {
    const { client } = await withVersioning()
    const first = await put(client, 'one')
    const second = await put(client, 'two')
    const { versionId: marker } = await client.send(new DeleteObjectCommand({ bucket, key: 'gone' }))
    const objects = [{ key: 'k' }, { key: 'k', versionId: first }, { key: 'gone', versionId: marker }, { key: 'k', versionId: 'bad' }]
    const { deleted, errors } = await client.send(new DeleteMultipleObjectsCommand({ bucket, objects }))
    expect(deleted).toEqual([
      { key: 'k', deleteMarker: true, deleteMarkerVersionId: expect.stringMatching(/^MTg0/) },
      { key: 'k', versionId: first },
      { key: 'gone', versionId: marker, deleteMarker: true, deleteMarkerVersionId: marker },
    ])
    expect(errors).toMatchObject([{ key: 'k', versionId: 'bad', code: 'InvalidArgument' }])
    expect((await historyOf(client)).map(([type, id]) => [type, id])).toEqual([
      ['DeleteMarker', deleted[0]!.deleteMarkerVersionId],
      ['Version', second],
    ])
  })

  test('quiet, it tells of failures alone', async () => {
    const { client } = await withVersioning()
    const quiet = await client.send(
      new DeleteMultipleObjectsCommand({ bucket, quiet: true, objects: [{ key: 'a' }, { key: 'b', versionId: 'bad' }] }),
    )
    expect(quiet).toMatchObject({ deleted: [], errors: [{ key: 'b', code: 'InvalidArgument' }] })
  })
})

describe('ListObjectVersions', () => {
  test('interleaves versions and markers in the order of the document', async () => {
    const { server, client } = await withVersioning()
    await put(client, '1', 'a')
    await client.send(new DeleteObjectCommand({ bucket, key: 'a' }))
    await put(client, '2', 'a')
    await put(client, '1', 'b/1')
    const { text } = await raw(server, { target: '/?versions&delimiter=/' })
    expect([...text.matchAll(/<(Version|DeleteMarker)><Key>/g)].map(([, name]) => name)).toEqual(['Version', 'DeleteMarker', 'Version'])
    expect(text).toContain('<CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes>')
    expect(text).toContain('<Owner><ID>1250000000</ID><DisplayName>1250000000</DisplayName></Owner>')
  })

  test('pages end and go on inside a key', async () => {
    const { client } = await withVersioning()
    const ids = []
    for (const body of ['1', '2', '3']) ids.unshift(await put(client, body))
    const first = await client.send(new ListObjectVersionsCommand({ bucket, maxKeys: 2 }))
    expect(first).toMatchObject({ isTruncated: true, nextKeyMarker: 'k', nextVersionIdMarker: ids[1] })
    const rest = await client.send(
      new ListObjectVersionsCommand({ bucket, keyMarker: first.nextKeyMarker, versionIdMarker: first.nextVersionIdMarker }),
    )
    expect(rest.versions.map(({ versionId }) => versionId)).toEqual([ids[2]])
  })

  test('refuses half a marker', async () => {
    const { client } = await withVersioning()
    const half = new ListObjectVersionsCommand({ bucket, versionIdMarker: missingId })
    expect(await failureOf(client.send(half))).toMatchObject({ code: 'InvalidArgument' })
  })
})
