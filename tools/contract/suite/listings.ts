import { ListObjectsCommand, PutObjectCommand, paginate } from '@cos/core'
import { describe, expect, test } from 'vitest'
import { clientOf, freshBucket, type World } from './world.js'

const keys = ['a', 'a/', 'a/1', 'a/2', 'a/b/1', 'b', 'b/1', 'c d/ä', 'z', 'é', '\uffee', '\u{1f600}']

/** Listings: order, prefixes, delimiters, markers and pages. */
export function listingsSuite(world: World): void {
  const client = clientOf(world)
  let filled: Promise<string> | undefined
  const filledBucket = () => {
    filled ??= (async () => {
      const bucket = await freshBucket(world)
      for (const key of [...keys].reverse()) await client.send(new PutObjectCommand({ bucket, key, body: key }))
      return bucket
    })()
    return filled
  }
  const listed = async (input: Omit<ConstructorParameters<typeof ListObjectsCommand>[0], 'bucket'>) => {
    const page = await client.send(new ListObjectsCommand({ bucket: await filledBucket(), ...input }))
    return { keys: page.contents.map(({ key }) => key), folders: page.commonPrefixes.map(({ prefix }) => prefix), next: page.nextMarker }
  }

  describe('listings', () => {
    test('keys come in the order of their UTF-8 bytes, with what is known of each', async () => {
      const page = await client.send(new ListObjectsCommand({ bucket: await filledBucket() }))
      // UTF-16 order would put the emoji before U+FFEE.
      expect(page.contents.map(({ key }) => key)).toEqual(keys)
      expect(page).toMatchObject({ isTruncated: false, maxKeys: 1000 })
      expect(page.nextMarker).toBeUndefined()
      const { lastModified, ...first } = page.contents[0]!
      expect(first).toMatchObject({ etag: '"0cc175b9c0f1b6a831c399e269772661"', size: 1, storageClass: 'STANDARD' })
      expect(Math.abs(Date.now() - lastModified.getTime())).toBeLessThan(600_000)
    })

    test('a prefix and a delimiter show one folder', async () => {
      expect(await listed({ delimiter: '/' })).toEqual({
        keys: ['a', 'b', 'z', 'é', '\uffee', '\u{1f600}'],
        folders: ['a/', 'b/', 'c d/'],
        next: undefined,
      })
      expect(await listed({ prefix: 'a/', delimiter: '/' })).toEqual({ keys: ['a/', 'a/1', 'a/2'], folders: ['a/b/'], next: undefined })
      expect(await listed({ prefix: 'c d/' })).toEqual({ keys: ['c d/ä'], folders: [], next: undefined })
      expect(await listed({ prefix: 'nothing' })).toEqual({ keys: [], folders: [], next: undefined })
    })

    test('a delimiter may be any text', async () => {
      expect(await listed({ delimiter: '/b/' })).toMatchObject({ folders: ['a/b/'] })
    })

    test('a page starts behind its marker', async () => {
      expect((await listed({ marker: 'a/2' })).keys).toEqual(keys.slice(4))
      expect((await listed({ marker: 'a/15' })).keys).toEqual(keys.slice(3))
      expect((await listed({ marker: '\u{1f600}' })).keys).toEqual([])
    })

    test.each([1, 2, 3, 5, 100])('pages of %d give everything once', async (maxKeys) => {
      const bucket = await filledBucket()
      for (const delimiter of [undefined, '/']) {
        const whole = await client.send(new ListObjectsCommand({ bucket, delimiter }))
        const found: string[] = []
        for await (const page of paginate(client, new ListObjectsCommand({ bucket, delimiter, maxKeys }))) {
          expect(page.contents.length + page.commonPrefixes.length).toBeLessThanOrEqual(maxKeys)
          found.push(...page.contents.map(({ key }) => key), ...page.commonPrefixes.map(({ prefix }) => prefix))
        }
        expect(found.sort()).toEqual([...whole.contents.map(({ key }) => key), ...whole.commonPrefixes.map(({ prefix }) => prefix)].sort())
      }
    })
  })
}
