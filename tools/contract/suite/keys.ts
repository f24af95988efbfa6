import {
  CopyObjectCommand,
  DeleteMultipleObjectsCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsCommand,
  PutObjectCommand,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { clientOf, failureOf, freshBucket, type World } from './world.js'

/** Keys that some part of a chain usually gets wrong. */
export const hostileKeys: readonly string[] = [
  'plain.txt',
  'a b',
  ' leading and trailing ',
  'a+b',
  'a%20b',
  '100%',
  'a~b',
  "!'()*",
  '$&,:;=@',
  'a?b=c',
  'a#b',
  'quote".txt',
  '<tag attr="&amp;">]]>',
  'back\\slash',
  'brackets[1]{2}|^`',
  'ä/ö/ü',
  'a\u0308',
  '照片/猫.jpg',
  '\u{1f600}/\u{1f468}\u200d\u{1f469}',
  '\ufeffbom',
  'line\nfeed',
  'carriage\r\nreturn',
  'tab\tbell\u0007nul\u0000',
  'double//slash',
  'ends/with/slash/',
  '//two leading slashes',
  '.hidden',
  '...',
  'a..b/c.d',
  '__proto__',
  'constructor',
  'k'.repeat(850),
  '漢'.repeat(283),
]
/** Keys with a segment of only dots, which URL parsers resolve. */
export const dottedKeys: readonly string[] = ['a/../b', 'a/./b', './a', '../a', 'a/b/..', 'a/b/.', 'a/%2e%2e/b']

/** Hostile keys: each is written, read, listed, copied and deleted as itself. */
export function keysSuite(world: World): void {
  const client = clientOf(world)
  const passes = world.takesAnyKey ? [...hostileKeys, ...dottedKeys] : hostileKeys

  describe('keys', () => {
    test.each(passes.map((key) => [JSON.stringify(key).slice(0, 40), key] as const))('%s is itself everywhere', async (_, key) => {
      const bucket = await freshBucket(world)
      await client.send(new PutObjectCommand({ bucket, key, body: `bytes of ${key}` }))
      await client.send(new PutObjectCommand({ bucket, key: 'zzz', body: 'another' }))
      const { body } = await client.send(new GetObjectCommand({ bucket, key }))
      expect(await body.text()).toBe(`bytes of ${key}`)
      const stored = key.replace(/^\//, '')
      const { contents } = await client.send(new ListObjectsCommand({ bucket, prefix: stored }))
      expect(contents.map((object) => object.key)).toEqual([stored])
      await client.send(new CopyObjectCommand({ bucket, key: 'copy', copySource: { bucket, key } }))
      expect(await (await client.send(new GetObjectCommand({ bucket, key: 'copy' }))).body.text()).toBe(`bytes of ${key}`)
      await client.send(new DeleteObjectCommand({ bucket, key }))
      expect((await client.send(new ListObjectsCommand({ bucket }))).contents.map((object) => object.key)).toEqual(['copy', 'zzz'])
    })

    test('a leading slash means the same as none', async () => {
      const bucket = await freshBucket(world)
      await client.send(new PutObjectCommand({ bucket, key: '/a/b', body: 'x' }))
      expect(await (await client.send(new GetObjectCommand({ bucket, key: 'a/b' }))).body.text()).toBe('x')
    })

    test('hostile keys are deleted in one request', async () => {
      const bucket = await freshBucket(world)
      // XML 1.0 has no form for control characters, so such a key cannot stand in the document of a multiple delete.
      const keys = hostileKeys.filter((key) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(key)).map((key) => key.replace(/^\//, ''))
      for (const key of keys) await client.send(new PutObjectCommand({ bucket, key: key.startsWith('/') ? `/${key}` : key, body: '' }))
      const before = await client.send(new ListObjectsCommand({ bucket }))
      expect(before.contents.map(({ key }) => key).sort()).toEqual([...keys].sort())
      const objects = keys.map((key) => ({ key: key.startsWith('/') ? `/${key}` : key }))
      const { deleted, errors } = await client.send(new DeleteMultipleObjectsCommand({ bucket, objects }))
      expect(errors).toEqual([])
      expect(deleted.map(({ key }) => key).sort()).toEqual([...keys].sort())
      expect((await client.send(new ListObjectsCommand({ bucket }))).contents).toEqual([])
    })

    if (!world.takesAnyKey) {
      // Some are sent in a form that no URL parser rewrites; what would be rewritten is refused before it leaves.
      test.each(dottedKeys.map((key) => [key]))('%s is itself, or refused with a reason', async (key) => {
        const bucket = await freshBucket(world)
        const outcome = await client.send(new PutObjectCommand({ bucket, key, body: 'dotted' })).then(
          () => 'stored',
          (error: { name: string; member: string; message: string }) =>
            `${error.name} ${error.member} ${/rewritten by fetch/.test(error.message)}`,
        )
        const listed = (await client.send(new ListObjectsCommand({ bucket }))).contents.map((object) => object.key)
        if (outcome === 'stored') expect(listed).toEqual([key])
        else expect([outcome, listed]).toEqual(['InputError key true', []])
      })
    }

    test('a read of a key that resolves to the bucket itself is refused', async () => {
      const bucket = await freshBucket(world)
      for (const key of ['.', '..', 'a/..', './']) {
        expect(await failureOf(client.send(new GetObjectCommand({ bucket, key })))).toMatchObject({ name: 'InputError', member: 'key' })
      }
    })
  })
}
