import {
  CopyObjectCommand,
  DeleteMultipleObjectsCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  objectExists,
  PutObjectCommand,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { clientOf, failureOf, freshBucket, type World } from './world.js'

/** Placeholders of folders: empty objects whose keys end in a slash, as consoles make them. COS has no folders. */
export function foldersSuite(world: World): void {
  const client = clientOf(world)
  const withFolder = async () => {
    const bucket = await freshBucket(world)
    const put = (key: string, body: string) => client.send(new PutObjectCommand({ bucket, key, body }))
    await put('2026/', '')
    await put('2026/a.txt', 'a')
    return { bucket, put }
  }
  const keysOf = async (bucket: string, options: { prefix?: string; delimiter?: string } = {}) => {
    const { contents, commonPrefixes } = await client.send(new ListObjectsCommand({ bucket, ...options }))
    return { keys: contents.map(({ key }) => key), prefixes: commonPrefixes.map(({ prefix }) => prefix) }
  }

  describe('placeholders of folders', () => {
    test('a key that ends in a slash is an object of 0 bytes, written and read as any other', async () => {
      const { bucket } = await withFolder()
      const head = await client.send(new HeadObjectCommand({ bucket, key: '2026/' }))
      expect(head).toMatchObject({ contentLength: 0, etag: '"d41d8cd98f00b204e9800998ecf8427e"', crc64: '0' })
      const { body } = await client.send(new GetObjectCommand({ bucket, key: '2026/' }))
      expect((await body.bytes()).byteLength).toBe(0)
      // Without the slash it is another key.
      expect(await objectExists(client, { bucket, key: '2026' })).toBe(false)
    })

    test('it is folded into a common prefix from above, and an object of its own from within', async () => {
      const { bucket } = await withFolder()
      expect(await keysOf(bucket)).toEqual({ keys: ['2026/', '2026/a.txt'], prefixes: [] })
      expect(await keysOf(bucket, { delimiter: '/' })).toEqual({ keys: [], prefixes: ['2026/'] })
      expect(await keysOf(bucket, { prefix: '2026', delimiter: '/' })).toEqual({ keys: [], prefixes: ['2026/'] })
      expect(await keysOf(bucket, { prefix: '2026/', delimiter: '/' })).toEqual({ keys: ['2026/', '2026/a.txt'], prefixes: [] })
    })

    test('an empty folder is there because of it, and only because of it', async () => {
      const { bucket, put } = await withFolder()
      await put('empty/', '')
      expect((await keysOf(bucket, { delimiter: '/' })).prefixes).toEqual(['2026/', 'empty/'])
      await client.send(new DeleteObjectCommand({ bucket, key: 'empty/' }))
      expect((await keysOf(bucket, { delimiter: '/' })).prefixes).toEqual(['2026/'])
    })

    test('it is deleted apart from what is below it, and stays when that goes', async () => {
      const { bucket, put } = await withFolder()
      await client.send(new DeleteObjectCommand({ bucket, key: '2026/' }))
      expect(await keysOf(bucket)).toEqual({ keys: ['2026/a.txt'], prefixes: [] })
      expect((await keysOf(bucket, { delimiter: '/' })).prefixes).toEqual(['2026/'])
      expect(await failureOf(client.send(new HeadObjectCommand({ bucket, key: '2026/' })))).toMatchObject({ code: 'NoSuchKey' })
      await put('2026/', '')
      await client.send(new DeleteMultipleObjectsCommand({ bucket, objects: [{ key: '2026/a.txt' }] }))
      expect(await keysOf(bucket)).toEqual({ keys: ['2026/'], prefixes: [] })
      const { deleted, errors } = await client.send(new DeleteMultipleObjectsCommand({ bucket, objects: [{ key: '2026/' }] }))
      expect([deleted.map(({ key }) => key), errors]).toEqual([['2026/'], []])
      expect(await keysOf(bucket)).toEqual({ keys: [], prefixes: [] })
    })

    test('it is copied alone, without what is below it', async () => {
      const { bucket } = await withFolder()
      await client.send(new CopyObjectCommand({ bucket, key: '2027/', copySource: { bucket, key: '2026/' } }))
      expect(await keysOf(bucket)).toEqual({ keys: ['2026/', '2026/a.txt', '2027/'], prefixes: [] })
    })
  })
}
