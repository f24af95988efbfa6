import {
  type Command,
  CreateMultipartUploadCommand,
  cursorAfter,
  DeleteObjectCommand,
  deleteObjects,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  paginate,
  resumeAt,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { clientOf, failureOf, freshBucket, type World } from './world.js'

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

    test('a walk goes on in another process at a printed cursor', async () => {
      const command = new ListObjectsCommand({ bucket: await filledBucket(), maxKeys: 5 })
      const first = await client.send(command)
      const cursor = cursorAfter(command, first)
      expect(cursor).toMatch(/^ListObjects\?[!-~]+$/)
      const rest: string[] = []
      let last: string | undefined = cursor
      const resumed = resumeAt(new ListObjectsCommand({ bucket: await filledBucket(), maxKeys: 5 }), cursor!)
      for await (const page of paginate(client, resumed)) {
        rest.push(...page.contents.map(({ key }) => key))
        last = cursorAfter(resumed, page)
      }
      expect([...first.contents.map(({ key }) => key), ...rest]).toEqual(keys)
      expect(last).toBeUndefined()
    })

    test('an empty bucket is one empty page of each kind', async () => {
      const bucket = await freshBucket(world)
      const pagesOf = async <Output>(command: Command<unknown, Output>) => {
        const pages: Output[] = []
        for await (const page of paginate(client, command)) pages.push(page)
        return pages
      }
      const empty = [expect.objectContaining({ isTruncated: false, commonPrefixes: [] })]
      expect(await pagesOf(new ListObjectsCommand({ bucket }))).toEqual(empty)
      expect(await pagesOf(new ListObjectVersionsCommand({ bucket, delimiter: '/' }))).toEqual(empty)
      expect(await pagesOf(new ListMultipartUploadsCommand({ bucket, prefix: 'a' }))).toEqual(empty)
    })

    test('a page larger than COS gives is cut to what it gives', async () => {
      const bucket = await filledBucket()
      expect(await client.send(new ListObjectsCommand({ bucket, maxKeys: 5000 }))).toMatchObject({ maxKeys: 1000, isTruncated: false })
      expect(await client.send(new ListObjectVersionsCommand({ bucket, maxKeys: 5000 }))).toMatchObject({ maxKeys: 1000 })
      expect(await client.send(new ListMultipartUploadsCommand({ bucket, maxUploads: 5000 }))).toMatchObject({ maxUploads: 1000 })
    })

    test('uploads of any key are walked through page by page', async () => {
      const bucket = await freshBucket(world)
      const begun: string[] = []
      for (const key of ['b', 'a', 'a', 'c/1', '\u{1f600}']) {
        const { uploadId } = await client.send(new CreateMultipartUploadCommand({ bucket, key }))
        begun.push(`${key} ${uploadId}`)
      }
      const found: string[] = []
      for await (const page of paginate(client, new ListMultipartUploadsCommand({ bucket, maxUploads: 1 }))) {
        found.push(...page.uploads.map(({ key, uploadId }) => `${key} ${uploadId}`))
      }
      expect(found).toEqual(begun.sort())
    })

    test('versions and delete markers are walked through page by page, inside a key too', async () => {
      const bucket = await freshBucket(world)
      await client.send(new PutBucketVersioningCommand({ bucket, status: 'Enabled' }))
      for (const key of ['a', 'a', 'b', 'ö\n']) await client.send(new PutObjectCommand({ bucket, key, body: key }))
      await client.send(new DeleteObjectCommand({ bucket, key: 'a' }))
      const whole = await client.send(new ListObjectVersionsCommand({ bucket }))
      expect(whole.versions.map(({ type, key, isLatest }) => [type, key, isLatest])).toEqual([
        ['DeleteMarker', 'a', true],
        ['Version', 'a', false],
        ['Version', 'a', false],
        ['Version', 'b', true],
        ['Version', 'ö\n', true],
      ])
      for (const maxKeys of [1, 2, 3]) {
        const found = []
        let command = new ListObjectVersionsCommand({ bucket, maxKeys })
        for (;;) {
          const page = await client.send(command)
          found.push(...page.versions)
          const cursor = cursorAfter(command, page)
          if (cursor === undefined) break
          command = resumeAt(command, cursor)
        }
        expect(found).toEqual(whole.versions)
      }
    })
  })

  describe('deleting many objects', () => {
    test('any number goes, batch after batch, and failures are told by key', async () => {
      const bucket = await freshBucket(world)
      const kept = 'kept'
      for (const key of ['a', '/b', kept]) await client.send(new PutObjectCommand({ bucket, key, body: key }))
      const progress: number[] = []
      const objects = function* () {
        yield* [{ key: 'a' }, { key: '/b' }, { key: kept, versionId: 'nonsense' }]
        for (let index = 0; index < 1001; index++) yield { key: `missing-${index}` }
      }
      const result = await deleteObjects(client, { bucket, objects: objects() }, { onProgress: (count) => progress.push(count) })
      expect(result).toMatchObject({ deletedCount: 1003, isComplete: true, failures: [{ key: kept, code: 'InvalidArgument' }] })
      expect(progress).toEqual([999, 1003])
      expect((await client.send(new ListObjectsCommand({ bucket }))).contents.map(({ key }) => key)).toEqual([kept])
    })

    test('a whole bucket goes from its listing; too many failures end the work', async () => {
      const bucket = await freshBucket(world)
      for (const key of ['a', 'b', 'c']) await client.send(new PutObjectCommand({ bucket, key, body: key }))
      const wrong = ['1', '2', '3'].map((key) => ({ key, versionId: 'nonsense' }))
      expect(await deleteObjects(client, { bucket, objects: wrong }, { batchSize: 1, maxFailures: 2 })).toMatchObject({
        deletedCount: 0,
        isComplete: false,
        failures: [{ key: '1' }, { key: '2' }],
      })
      const listed = async function* () {
        for await (const page of paginate(client, new ListObjectsCommand({ bucket, maxKeys: 2 })))
          yield* page.contents.map(({ key }) => ({ key }))
      }
      expect(await deleteObjects(client, { bucket, objects: listed() }, { batchSize: 2 })).toEqual({
        deletedCount: 3,
        failures: [],
        isComplete: true,
      })
      const refused = await failureOf(deleteObjects(client, { bucket, objects: [{ key: '' }] }))
      expect(refused).toMatchObject({ name: 'InputError', member: 'objects[0].key' })
    })
  })
}
