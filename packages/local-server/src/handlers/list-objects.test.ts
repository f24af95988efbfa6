import { ListObjectsCommand, PutObjectCommand, paginate } from '@cos/core'
import { expect, test } from 'vitest'
import { bucket, raw, withBucket } from '../local-server.fixture.js'

async function withKeys(...keys: string[]) {
  const context = await withBucket()
  for (const key of keys) await context.client.send(new PutObjectCommand({ bucket, key, body: key }))
  return context
}

test('keys come in the order of their bytes, with what a listing says of them', async () => {
  const { client } = await withKeys('b', 'a', '\u{10000}', '\uffee')
  const { contents, ...page } = await client.send(new ListObjectsCommand({ bucket }))
  expect(contents.map(({ key }) => key)).toEqual(['a', 'b', '\uffee', '\u{10000}'])
  expect(contents[0]).toMatchObject({
    size: 1,
    etag: '"0cc175b9c0f1b6a831c399e269772661"',
    storageClass: 'STANDARD',
    owner: { id: '1250000000' },
  })
  expect(page).toMatchObject({ name: bucket, isTruncated: false, maxKeys: 1000, prefix: '', marker: '' })
})

test('a delimiter of any length folds keys, and pages go on behind what was folded', async () => {
  const { client } = await withKeys('a', 'b--1', 'b--2', 'c', 'd--1')
  const pages = []
  for await (const page of paginate(client, new ListObjectsCommand({ bucket, delimiter: '--', maxKeys: 2 }))) {
    pages.push([page.contents.map(({ key }) => key), page.commonPrefixes.map(({ prefix }) => prefix), page.nextMarker])
  }
  expect(pages).toEqual([
    [['a'], ['b--'], 'b--'],
    [['c'], ['d--'], undefined],
  ])
})

test('empty parameters count as absent, and a page holds 1000 keys at most', async () => {
  const { server } = await withKeys('a')
  const { text } = await raw(server, { target: '/?prefix=&delimiter=&marker=&max-keys=5000&encoding-type=url' })
  expect(text).toContain('<MaxKeys>1000</MaxKeys>')
  expect(text).toContain('<EncodingType>url</EncodingType>')
  expect(text).not.toContain('Delimiter')
})

test.each(['max-keys=0', 'max-keys=x', 'encoding-type=base64'])('%s is refused', async (query) => {
  const { server } = await withBucket()
  expect(await raw(server, { target: `/?${query}` })).toMatchObject({ status: 400, code: 'InvalidArgument' })
})

test('a + in a query is a space', async () => {
  const { server } = await withKeys('a b', 'a+b')
  const { text } = await raw(server, { target: '/?prefix=a+b' })
  expect(text).toContain('<Key>a b</Key>')
  expect(text).not.toContain('<Key>a+b</Key>')
})

test('keys that XML cannot carry are listed all the same', async () => {
  const { server, client } = await withBucket()
  await raw(server, { method: 'PUT', target: '/a%01b%0Dc', body: '' })
  expect((await client.send(new ListObjectsCommand({ bucket }))).contents[0]?.key).toBe('a\u0001b\rc')
  expect((await raw(server, { target: '/' })).text).toContain('<Key>a&#x1;b&#xd;c</Key>')
})
