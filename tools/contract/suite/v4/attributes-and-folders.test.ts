import { CosClient, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@cos/core'
import {
  CreateFolderCommand,
  DeleteFileCommand,
  DeleteFolderCommand,
  ListFolderCommand,
  listFolder,
  StatFileCommand,
  StatFolderCommand,
  UpdateFileCommand,
  UpdateFolderCommand,
  UploadFileCommand,
} from '@cos/legacy-v4'
import { describe, expect, test } from 'vitest'
import { bytesOf, world } from './world.js'

describe('attributes', () => {
  test('headers are replaced as a whole, or merged', async () => {
    const { v4, xml } = await world()
    const path = '/a.txt'
    await v4.send(new UploadFileCommand({ path, source: bytesOf('a') }))
    const replaceHeaders = { cacheControl: 'max-age=60', contentType: 'text/x', metadata: { one: '1', two: '2' } }
    await v4.send(new UpdateFileCommand({ path, replaceHeaders, bizAttr: 'first' }))
    await v4.send(new UpdateFileCommand({ path, mergeHeaders: { cacheControl: 'no-store', metadata: { three: '3' } } }))
    expect((await v4.send(new StatFileCommand({ path }))).customHeaders).toEqual({
      'Cache-Control': 'no-store',
      'Content-Type': 'text/x',
      'x-cos-meta-one': '1',
      'x-cos-meta-two': '2',
      'x-cos-meta-three': '3',
    })
    const head = await xml.send(new HeadObjectCommand({ bucket: 'box-1250000000', key: 'a.txt' }))
    expect(head).toMatchObject({ cacheControl: 'no-store', contentType: 'text/x', metadata: { one: '1', two: '2', three: '3' } })
    await v4.send(new UpdateFileCommand({ path, replaceHeaders: { contentLanguage: 'de' } }))
    const state = await v4.send(new StatFileCommand({ path }))
    expect(state).toMatchObject({ customHeaders: { 'Content-Language': 'de' }, bizAttr: 'first' })
  })

  test('authority decides who may read, through either API', async () => {
    const { v4, server } = await world()
    const { region, transport } = server
    const stranger = new CosClient({ credentials: 'anonymous', region, transport })
    const read = () => stranger.send(new GetObjectCommand({ bucket: 'box-1250000000', key: 'a' })).then(({ body }) => body.text())
    await v4.send(new UploadFileCommand({ path: '/a', source: bytesOf('public') }))
    await expect(read()).rejects.toMatchObject({ code: 'AccessDenied' })
    await v4.send(new UpdateFileCommand({ path: '/a', authority: 'eWPrivateRPublic' }))
    expect(await read()).toBe('public')
    await v4.send(new UpdateFileCommand({ path: '/a', authority: 'eWRPrivate' }))
    await expect(read()).rejects.toMatchObject({ code: 'AccessDenied' })
  })

  test('an update of nothing, of two kinds of headers, or of what no header can hold, is not sent', async () => {
    const { v4, sent } = await world()
    const refused: readonly [object, string][] = [
      [{}, 'input'],
      [{ replaceHeaders: {}, mergeHeaders: {} }, 'mergeHeaders'],
      [{ replaceHeaders: { contentDisposition: '报告.txt' } }, 'replaceHeaders.contentDisposition'],
      [{ mergeHeaders: { metadata: { 'a b': '1' } } }, 'mergeHeaders.metadata.a b'],
      [{ replaceHeaders: { metadata: { a: '' } } }, 'replaceHeaders.metadata.a'],
      [{ authority: 'bad' }, 'authority'],
    ]
    for (const [change, member] of refused) {
      await expect(v4.send(new UpdateFileCommand({ path: '/a', ...change }))).rejects.toMatchObject({ name: 'InputError', member })
    }
    expect(sent).toEqual([])
  })
})

describe('folders', () => {
  test('are made, told of, changed, and deleted when empty', async () => {
    const { v4, xml } = await world()
    const made = await v4.send(new CreateFolderCommand({ path: '/dir/', bizAttr: 'one' }))
    expect(made.resourcePath).toBe('/1250000000/box/dir/')
    await expect(v4.send(new CreateFolderCommand({ path: '/dir/' }))).rejects.toMatchObject({ v4Code: -178 })
    await v4.send(new UpdateFolderCommand({ path: '/dir/', bizAttr: '新备注' }))
    expect((await v4.send(new StatFolderCommand({ path: '/dir/' }))).bizAttr).toBe('新备注')
    await xml.send(new PutObjectCommand({ bucket: 'box-1250000000', key: 'dir/x', body: 'x' }))
    await expect(v4.send(new DeleteFolderCommand({ path: '/dir/' }))).rejects.toMatchObject({ v4Code: -173 })
    await v4.send(new DeleteFileCommand({ path: '/dir/x' }))
    await v4.send(new DeleteFolderCommand({ path: '/dir/' }))
    await expect(v4.send(new StatFolderCommand({ path: '/dir/' }))).rejects.toMatchObject({ v4Code: -197 })
  })

  test('are listed page by page, files and folders, what came by the other API included', async () => {
    const { v4, xml, sent } = await world()
    for (const path of ['/d/a', '/d/b', '/d/c/1', '/d/c/2', '/d/e', '/other'])
      await v4.send(new UploadFileCommand({ path, source: bytesOf(path) }))
    await v4.send(new CreateFolderCommand({ path: '/d/f/', bizAttr: 'empty' }))
    await xml.send(new PutObjectCommand({ bucket: 'box-1250000000', key: 'd/byXml', body: 'xml' }))
    const names = async (input: object) => {
      const found: string[] = []
      for await (const entry of listFolder(v4, { path: '/d/', ...input })) found.push(entry.name)
      return found
    }
    expect(await names({})).toEqual(['a', 'b', 'byXml', 'c/', 'e', 'f/'])
    sent.length = 0
    expect((await names({ num: 2 })).sort()).toEqual(['a', 'b', 'byXml', 'c/', 'e', 'f/'])
    expect(sent.length).toBe(3)
    expect(await names({ prefix: 'b' })).toEqual(['b', 'byXml'])
    expect(await names({ pattern: 'eListDirOnly' })).toEqual(['c/', 'f/'])
    expect(await names({ pattern: 'eListFileOnly', num: 1 })).toEqual(['a', 'b', 'byXml', 'e'])
    const page = await v4.send(new ListFolderCommand({ path: '/d/', num: 199 }))
    expect(page.entries.find(({ name }) => name === 'f/')).toMatchObject({ type: 'folder', bizAttr: 'empty' })
    expect(page.entries.find(({ name }) => name === 'byXml')).toMatchObject({ type: 'file', sizeBytes: 3, sha: undefined })
    await expect(names({ path: '/none/' })).rejects.toMatchObject({ v4Code: -197 })
    expect((await v4.send(new ListFolderCommand({ path: '/' }))).entries.map(({ name }) => name)).toEqual(['d/', 'other'])
  })
})
