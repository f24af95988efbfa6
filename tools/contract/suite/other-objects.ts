import {
  AppendObjectCommand,
  createPostForm,
  GetObjectCommand,
  GetSymlinkCommand,
  HeadObjectCommand,
  InputError,
  PostObjectCommand,
  PutObjectCommand,
  PutSymlinkCommand,
  RenameObjectCommand,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { clientOf, failureOf, freshBucket, type World } from './world.js'

/** Objects that come about otherwise than by a put: appended, linked, renamed, posted by a form. */
export function otherObjectsSuite(world: World): void {
  const client = clientOf(world)
  const text = async (bucket: string, key: string) => (await client.send(new GetObjectCommand({ bucket, key }))).body.text()
  const put = (bucket: string, key: string, body = key) => client.send(new PutObjectCommand({ bucket, key, body }))

  describe('appendable objects', () => {
    test('grow by appends at their end, and keep what the first said', async () => {
      const bucket = await freshBucket(world)
      const append = (position: number, body: string, more = {}) =>
        client.send(new AppendObjectCommand({ bucket, key: 'log', position, body, ...more }))
      const first = await append(0, 'one ', { contentType: 'text/x-log', metadata: { a: '1' } })
      expect(first.nextAppendPosition).toBe(4)
      const second = await append(4, 'two', { contentType: 'text/other', metadata: { a: '2' } })
      expect(second.nextAppendPosition).toBe(7)
      expect(second.etag).not.toBe(first.etag)
      expect(await text(bucket, 'log')).toBe('one two')
      const head = await client.send(new HeadObjectCommand({ bucket, key: 'log' }))
      expect(head).toMatchObject({ objectType: 'appendable', nextAppendPosition: 7, contentType: 'text/x-log', metadata: { a: '1' } })
      expect(head.crc64).toBe(second.crc64)
    })

    test('a position that is not their end, and a normal object, are refused', async () => {
      const bucket = await freshBucket(world)
      const append = (key: string, position: number) => client.send(new AppendObjectCommand({ bucket, key, position, body: 'x' }))
      await append('log', 0)
      for (const wrong of [0, 2, 5]) expect(await failureOf(append('log', wrong))).toMatchObject({ code: 'AppendPositionErr', status: 409 })
      expect(await failureOf(append('new', 1))).toMatchObject({ code: 'AppendPositionErr' })
      await put(bucket, 'normal')
      expect(await failureOf(append('normal', 0))).toMatchObject({ code: 'ObjectNotAppendable', status: 409 })
      await put(bucket, 'log', 'normal again')
      expect(await failureOf(append('log', 12))).toMatchObject({ code: 'ObjectNotAppendable' })
      expect(await failureOf(append('log', -1))).toBeInstanceOf(InputError)
    })
  })

  describe('symlinks', () => {
    test('reads of a link give its target, whatever its name', async () => {
      const bucket = await freshBucket(world)
      const target = 'folder/ä b&c.txt'
      await client.send(new PutSymlinkCommand({ bucket, key: 'link', symlinkTarget: target }))
      expect(await failureOf(client.send(new GetObjectCommand({ bucket, key: 'link' })))).toMatchObject({ code: 'NoSuchKey', status: 404 })
      const { etag } = await client.send(new PutObjectCommand({ bucket, key: target, body: 'target', contentType: 'text/x-t' }))
      expect(await text(bucket, 'link')).toBe('target')
      expect(await client.send(new HeadObjectCommand({ bucket, key: 'link' }))).toMatchObject({
        etag,
        contentType: 'text/x-t',
        contentLength: 6,
      })
      const link = await client.send(new GetSymlinkCommand({ bucket, key: 'link' }))
      expect(link.symlinkTarget).toBe(target)
      expect(link.etag).not.toBe(etag)
    })

    test('what is no link has no target, and links without end are refused', async () => {
      const bucket = await freshBucket(world)
      await put(bucket, 'normal')
      for (const key of ['normal', 'missing']) {
        expect(await failureOf(client.send(new GetSymlinkCommand({ bucket, key })))).toMatchObject({ code: 'NoSuchKey', status: 404 })
      }
      await client.send(new PutSymlinkCommand({ bucket, key: 'a', symlinkTarget: 'b' }))
      await client.send(new PutSymlinkCommand({ bucket, key: 'b', symlinkTarget: 'a' }))
      expect(await failureOf(client.send(new GetObjectCommand({ bucket, key: 'a' })))).toMatchObject({ code: 'InvalidArgument' })
    })
  })

  describe('renaming', () => {
    test('an object, or all of a folder, gets another key', async () => {
      const bucket = await freshBucket(world)
      await client.send(new PutObjectCommand({ bucket, key: 'old ä', body: 'text', metadata: { a: '1' } }))
      await client.send(new RenameObjectCommand({ bucket, key: 'new', renameSource: 'old ä' }))
      expect(await client.send(new HeadObjectCommand({ bucket, key: 'new' }))).toMatchObject({ metadata: { a: '1' } })
      expect(await failureOf(client.send(new HeadObjectCommand({ bucket, key: 'old ä' })))).toMatchObject({ code: 'NoSuchKey' })
      for (const key of ['from/', 'from/1', 'from/2/3']) await put(bucket, key, key)
      await client.send(new RenameObjectCommand({ bucket, key: 'to/', renameSource: 'from/' }))
      expect([await text(bucket, 'to/1'), await text(bucket, 'to/2/3')]).toEqual(['from/1', 'from/2/3'])
      for (const renameSource of ['from/', 'missing']) {
        expect(await failureOf(client.send(new RenameObjectCommand({ bucket, key: 'x', renameSource })))).toMatchObject({
          code: 'NoSuchKey',
        })
      }
    })
  })

  describe('forms', () => {
    const { credentials, region, endpoint } = world
    const formFor = (bucket: string, options: object = { key: 'posted' }) =>
      createPostForm({ credentials, region, endpoint, bucket, ...options })
    const post = (
      bucket: string,
      fields: Readonly<Record<string, string>>,
      file: Uint8Array | Blob | string = 'hello world',
      fileName?: string,
    ) => clientOf(world, { credentials: 'anonymous' }).send(new PostObjectCommand({ bucket, form: { fields, file, fileName } }))

    test('upload a file, with everything their fields say', async () => {
      const bucket = await freshBucket(world)
      const said = { 'Content-Type': 'text/x-form', 'Cache-Control': 'no-cache', 'x-cos-meta-owner': 'ada', acl: 'public-read' }
      const { fields, url } = formFor(bucket, { key: 'ordner/ä.txt', fields: { ...said, success_action_status: '201' } })
      expect(url.endsWith('/')).toBe(true)
      const { etag, location } = await post(bucket, fields)
      expect(etag).toBe('"5eb63bbbe01eeed093cb22bb8f5acdc3"')
      expect(location).toMatch(/\/ordner\/%C3%A4\.txt$/)
      const head = await client.send(new HeadObjectCommand({ bucket, key: 'ordner/ä.txt' }))
      expect(head).toMatchObject({ etag, contentType: 'text/x-form', cacheControl: 'no-cache', metadata: { owner: 'ada' } })
      const read = await clientOf(world, { credentials: 'anonymous' }).send(new GetObjectCommand({ bucket, key: 'ordner/ä.txt' }))
      expect(await read.body.text()).toBe('hello world')
    })

    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: it is what forms write
    test('take bytes that look like a boundary, and the name of the file into the key', async () => {
      const bucket = await freshBucket(world)
      const { fields } = formFor(bucket, { key: 'in/${filename}' })
      const bytes = new TextEncoder().encode('\r\n--cos-form\r\n--\r\n\r\n--')
      await post(bucket, fields, new Blob([bytes]), 'a "b".txt')
      const { body } = await client.send(new GetObjectCommand({ bucket, key: 'in/a "b".txt' }))
      expect(await body.bytes()).toEqual(bytes)
    })

    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: above only
    test('may do no more than their policy says', async () => {
      const bucket = await freshBucket(world)
      const { fields } = formFor(bucket, { keyPrefix: 'in/', startsWith: { 'Content-Type': 'image/' }, minSizeBytes: 2, maxSizeBytes: 20 })
      const good = { ...fields, key: 'in/a', 'Content-Type': 'image/png' }
      await post(bucket, good)
      const cases: (readonly [Record<string, string>, string, number, string?])[] = [
        [{ ...good, key: 'out/a' }, 'AccessDenied', 403],
        [{ ...good, 'Content-Type': 'text/html' }, 'AccessDenied', 403],
        [{ ...good, 'q-signature': 'a'.repeat(40) }, 'SignatureDoesNotMatch', 403],
        [{ ...good, policy: btoa('{}') }, 'SignatureDoesNotMatch', 403],
        [{ ...good, 'q-ak': 'nobody' }, 'InvalidAccessKeyId', 403],
        [{ key: 'in/a' }, 'AccessDenied', 403],
        [good, 'EntityTooLarge', 400, 'x'.repeat(21)],
        [good, 'EntityTooSmall', 400, 'x'],
        [{ ...good, 'Content-MD5': 'AAAAAAAAAAAAAAAAAAAAAA==' }, 'BadDigest', 400],
        [{ ...good, 'x-cos-storage-class': 'COLD' }, 'NotSupportedStorageClass', 400],
      ]
      for (const [form, code, status, file] of cases) expect(await failureOf(post(bucket, form, file))).toMatchObject({ code, status })
      const late = formFor(bucket, { key: 'posted', startsAt: 1_700_000_000 })
      expect(await failureOf(post(bucket, late.fields))).toMatchObject({ status: 403 })
      const elsewhere = formFor(await freshBucket(world))
      expect(await failureOf(post(bucket, elsewhere.fields))).toMatchObject({ code: 'AccessDenied' })
    })

    test('are refused before they are sent when they cannot work', async () => {
      expect(() => formFor('photos-1250000000', {})).toThrow(InputError)
      expect(() => formFor('photos-1250000000', { key: 'a', keyPrefix: 'b' })).toThrow(InputError)
      expect(() => formFor('photos-1250000000', { key: 'a', maxSizeBytes: -1 })).toThrow(InputError)
      expect(await failureOf(post('photos-1250000000', {}))).toMatchObject({ member: 'form.fields.key' })
      expect(await failureOf(post('photos-1250000000', { key: 'a' }, 1 as never))).toMatchObject({ member: 'form.file' })
    })
  })
}
