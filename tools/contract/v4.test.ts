import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CosClient, CreateBucketCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand, type Transport } from '@cos/core'
import {
  CopyFileCommand,
  CreateFolderCommand,
  DeleteFileCommand,
  DeleteFolderCommand,
  DownloadFileCommand,
  DownloadObjectCommand,
  isV4Error,
  ListFolderCommand,
  listFolder,
  MoveFileCommand,
  StatFileCommand,
  StatFolderCommand,
  signV4,
  UpdateFileCommand,
  UpdateFolderCommand,
  UploadFileCommand,
  UploadSliceDataCommand,
  UploadSliceInitCommand,
  UploadSliceListCommand,
  V4Client,
  type V4ClientOptions,
  V4Code,
} from '@cos/legacy-v4'
import { createLocalServer, type LocalServerOptions } from '@cos/local-server'
import { describe, expect, onTestFinished, test } from 'vitest'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest('hex')
const numbers = (sizeBytes: number) => Uint8Array.from({ length: sizeBytes }, (_, at) => (at * 31 + (at >> 8)) & 255)
const slice = 65_536

/** A server with a bucket, a client of either API, and what the V4 client sent. */
async function world(options: { readonly server?: LocalServerOptions; readonly client?: Partial<V4ClientOptions> } = {}) {
  let nowMs = 1_700_000_000_000
  const clock = { now: () => nowMs, random: Math.random, sleep: async () => {} }
  const server = createLocalServer({ clock, ...options.server })
  const { credentials, region } = server
  const xml = new CosClient({ credentials, region, transport: server.transport, clock })
  await xml.send(new CreateBucketCommand({ bucket: 'box-1250000000' }))
  const sent: string[] = []
  const transport: Transport = (request) => {
    const text = request.body instanceof Uint8Array ? new TextDecoder('latin1').decode(request.body) : String(request.body ?? '')
    sent.push(request.query['op'] ?? /(?:name="op"\r\n\r\n|"op":")(\w+)/.exec(text)?.[1] ?? 'download')
    return server.transport(request)
  }
  const v4 = new V4Client({ appId: 1_250_000_000, bucket: 'box', region: 'gz', credentials, transport, clock, ...options.client })
  onTestFinished(() => server.close())
  return { server, xml, v4, sent, pass: (milliseconds: number) => (nowMs += milliseconds) }
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'cos-v4-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

describe('files', () => {
  test('are uploaded, told of, downloaded and deleted', async () => {
    const { v4 } = await world()
    const source = bytesOf('Hallo 世界')
    const uploaded = await v4.send(new UploadFileCommand({ path: '/目录/a b.txt', source, bizAttr: 'demo' }))
    expect(uploaded).toMatchObject({ sha: sha1(source), isInstant: false, resourcePath: '/1250000000/box/目录/a b.txt' })
    const state = await v4.send(new StatFileCommand({ path: '/目录/a b.txt' }))
    expect(state).toMatchObject({ sizeBytes: 12, receivedBytes: 12, sha: sha1(source), bizAttr: 'demo', authority: 'eInvalid', forbid: 0 })
    expect(state.createdAt).toEqual(new Date(1_700_000_000_000))
    const { body } = await v4.send(new DownloadObjectCommand({ path: '/目录/a b.txt' }))
    expect(await body.bytes()).toEqual(source)
    await v4.send(new DeleteFileCommand({ path: '/目录/a b.txt' }))
    await expect(v4.send(new StatFileCommand({ path: '/目录/a b.txt' }))).rejects.toMatchObject({
      code: 'NoSuchFile',
      v4Code: -197,
      status: 404,
    })
  })

  test('are not overwritten unless that is asked for', async () => {
    const { v4 } = await world()
    await v4.send(new UploadFileCommand({ path: '/a', source: bytesOf('one') }))
    const again = new UploadFileCommand({ path: '/a', source: bytesOf('two') })
    await expect(v4.send(again)).rejects.toMatchObject({ v4Code: -177, code: 'FileAlreadyExists', v4Message: 'ERROR_CMD_COS_FILE_EXIST' })
    await v4.send(new UploadFileCommand({ path: '/a', source: bytesOf('two'), insertOnly: false }))
    const { body } = await v4.send(new DownloadObjectCommand({ path: '/a', range: { start: 1 } }))
    expect(await body.text()).toBe('wo')
  })

  test('are uploaded from paths and streams, and downloaded to paths', async () => {
    const { v4 } = await world()
    const place = await folder()
    const content = numbers(200_000)
    await writeFile(join(place, 'in.bin'), content)
    await v4.send(new UploadFileCommand({ path: '/file', source: join(place, 'in.bin') }))
    await v4.send(new UploadFileCommand({ path: '/stream', source: new Blob([content]).stream() }))
    for (const path of ['/file', '/stream']) {
      const target = join(place, `out${path.slice(1)}`)
      expect(await v4.send(new DownloadFileCommand({ path, target }))).toEqual({ sizeBytes: 200_000, sha: sha1(content) })
      expect(sha1(await readFile(target))).toBe(sha1(content))
    }
    expect((await readdir(place)).sort()).toEqual(['in.bin', 'outfile', 'outstream'])
  })

  test('leave nothing behind when their download fails', async () => {
    const { v4, server } = await world({ client: { retry: () => undefined } })
    const place = await folder()
    await writeFile(join(place, 'target'), 'old')
    await v4.send(new UploadFileCommand({ path: '/a', source: numbers(100_000) }))
    const download = () => v4.send(new DownloadFileCommand({ path: '/a', target: join(place, 'target') }))
    server.script.next({ operation: 'GetObject', cut: 'mid-body', afterBytes: 1000 })
    await expect(download()).rejects.toMatchObject({ name: 'TransportError' })
    const flip = (body: Uint8Array) => body.map((byte, at) => (at === 5 ? byte ^ 1 : byte))
    server.script.next({ operation: 'GetObject', change: (answer) => ({ ...answer, body: wholeOf(answer.body, flip) }) })
    await expect(download()).rejects.toMatchObject({ name: 'ResponseError', code: 'ChecksumMismatch' })
    expect(await readdir(place)).toEqual(['target'])
    expect(await readFile(join(place, 'target'), 'utf8')).toBe('old')
  })

  test('are moved and copied', async () => {
    const { v4 } = await world()
    for (const path of ['/dir/a', '/b']) await v4.send(new UploadFileCommand({ path, source: bytesOf(path), bizAttr: path }))
    await v4.send(new CopyFileCommand({ path: '/dir/a', destination: '/copy' }))
    await v4.send(new MoveFileCommand({ path: '/dir/a', destination: 'renamed' }))
    await expect(v4.send(new MoveFileCommand({ path: '/dir/renamed', destination: '/b' }))).rejects.toMatchObject({ v4Code: -177 })
    await v4.send(new MoveFileCommand({ path: '/dir/renamed', destination: '/b', overwrite: true }))
    expect((await v4.send(new StatFileCommand({ path: '/b' }))).bizAttr).toBe('/dir/a')
    await expect(v4.send(new StatFileCommand({ path: '/dir/renamed' }))).rejects.toMatchObject({ v4Code: -197 })
    expect((await v4.send(new StatFileCommand({ path: '/copy' }))).sizeBytes).toBe(6)
  })
})

function wholeOf(body: unknown, change: (bytes: Uint8Array) => Uint8Array): AsyncIterable<Uint8Array> | Uint8Array {
  if (body instanceof Uint8Array) return change(body)
  return (async function* () {
    const chunks: Uint8Array[] = []
    for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk.slice())
    yield change(new Uint8Array(Buffer.concat(chunks)))
  })()
}

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

describe('slices', () => {
  const content = numbers(5 * slice + 321)
  const big = { path: '/big.bin', source: content, singleUpToBytes: 0, sliceSizeBytes: slice }
  const readBack = async (v4: V4Client, path = '/big.bin') => sha1(await (await v4.send(new DownloadObjectCommand({ path }))).body.bytes())

  test.each([
    ['in any order', {}],
    ['one after another', { serialUpload: true }],
    ['of the size the service wants', { sliceSizeBytes: 2 * slice }],
  ])('are sent %s', async (_, v4Options) => {
    const { v4, sent } = await world({ server: { v4: v4Options } })
    const seen: number[] = []
    const output = await v4.send(new UploadFileCommand({ ...big, onProgress: ({ transferredBytes }) => seen.push(transferredBytes) }))
    expect(output).toMatchObject({ sha: sha1(content), isInstant: false, sizeBytes: content.byteLength })
    expect(seen.at(-1)).toBe(content.byteLength)
    expect(sent.filter((op) => op === 'upload_slice_data')).toHaveLength('sliceSizeBytes' in v4Options ? 3 : 6)
    expect(await readBack(v4)).toBe(sha1(content))
  })

  test('come from streams of known length too', async () => {
    const { v4 } = await world()
    const source = new Blob([content]).stream()
    await v4.send(new UploadFileCommand({ ...big, source, sizeBytes: content.byteLength }))
    expect(await readBack(v4)).toBe(sha1(content))
    const short = new UploadFileCommand({ ...big, path: '/short', source: new Blob([content]).stream(), sizeBytes: content.byteLength + 1 })
    await expect(v4.send(short)).rejects.toMatchObject({ member: 'sizeBytes' })
  })

  test('are not sent for content that is there already', async () => {
    const { v4, sent } = await world()
    await v4.send(new UploadFileCommand({ ...big, instantUpload: true }))
    sent.length = 0
    const second = await v4.send(new UploadFileCommand({ ...big, path: '/second', instantUpload: true }))
    expect(second).toMatchObject({ isInstant: true, sha: sha1(content) })
    expect(sent).toEqual(['upload_slice_init', 'stat'])
    expect(await readBack(v4, '/second')).toBe(sha1(content))
  })

  test('that a session has are not sent again once SHA-1 proves the content', async () => {
    const { v4, sent, server } = await world({ client: { retry: () => undefined } })
    server.script.next({ operation: 'V4UploadSliceData', delayMs: 0, times: 3 })
    server.script.next({ operation: 'V4UploadSliceData', status: 503, code: 'SlowDown' })
    const first = v4.send(new UploadFileCommand({ ...big, instantUpload: true, concurrency: 1 }))
    await expect(first).rejects.toMatchObject({ v4Code: -71, code: 'SlowDown' })
    expect(await v4.send(new StatFileCommand({ path: '/big.bin' }))).toMatchObject({
      sizeBytes: content.byteLength,
      receivedBytes: 3 * slice,
    })
    sent.length = 0
    await v4.send(new UploadFileCommand({ ...big, instantUpload: true }))
    expect(sent.filter((op) => op === 'upload_slice_data')).toHaveLength(3)
    expect(await readBack(v4)).toBe(sha1(content))
  })

  test('of other content are given up, those of a finished file never', async () => {
    const { v4 } = await world()
    const rest = { path: '/big.bin', sizeBytes: content.byteLength, sliceSizeBytes: slice }
    const opened = await v4.send(new UploadSliceInitCommand(rest))
    if (opened.uploaded) throw new Error('It cannot be complete.')
    await v4.send(new UploadSliceDataCommand({ ...rest, session: opened.session, offset: 0, content: numbers(slice).reverse() }))
    await v4.send(new UploadFileCommand(big))
    expect(await readBack(v4)).toBe(sha1(content))
    await expect(v4.send(new UploadFileCommand({ ...big, source: content.slice().reverse() }))).rejects.toMatchObject({ v4Code: -177 })
    expect(await readBack(v4)).toBe(sha1(content))
    expect(await v4.send(new UploadSliceListCommand({ path: '/big.bin' }))).toMatchObject({
      uploaded: { resourcePath: '/1250000000/box/big.bin' },
    })
  })

  test('that arrive damaged are refused by their digest', async () => {
    const { server, v4 } = await world({ client: { retry: () => undefined } })
    const damaging: Transport = (request) => {
      const { body } = request
      if (!(body instanceof Uint8Array) || !new TextDecoder('latin1').decode(body).includes('upload_slice_data'))
        return server.transport(request)
      return server.transport({ ...request, body: body.map((byte, at) => (at === body.byteLength - 200 ? byte ^ 1 : byte)) })
    }
    const { credentials } = server
    const clock = { now: () => 1_700_000_000_000, random: Math.random, sleep: async () => {} }
    const broken = new V4Client({
      appId: 1_250_000_000,
      bucket: 'box',
      region: 'gz',
      credentials,
      transport: damaging,
      clock,
      retry: () => undefined,
    })
    await expect(broken.send(new UploadFileCommand({ ...big, instantUpload: true }))).rejects.toMatchObject({ v4Code: -4016 })
    expect((await v4.send(new StatFileCommand({ path: '/big.bin' }))).receivedBytes).toBe(0)
  })

  test('one that fails fails the upload, and nothing is finished', async () => {
    const { v4, sent, server } = await world({ client: { retry: () => undefined } })
    server.script.next({ operation: 'V4UploadSliceData', status: 400, code: 'InvalidArgument' })
    await expect(v4.send(new UploadFileCommand({ ...big, concurrency: 3 }))).rejects.toSatisfy((error) => isV4Error(error))
    expect(sent).not.toContain('upload_slice_finish')
  })

  test('are repeated when the service is busy or the connection breaks', async () => {
    const { v4, server } = await world()
    server.script.next({ operation: 'V4UploadSliceData', status: 503, code: 'SlowDown', times: 2 })
    server.script.next({ operation: 'V4UploadSliceData', cut: 'before-answer' })
    server.script.next({ operation: 'V4UploadSliceData', cut: 'before-work' })
    await v4.send(new UploadFileCommand(big))
    expect(await readBack(v4)).toBe(sha1(content))
    expect(server.script.pending).toBe(0)
  })

  test('end with the signal', async () => {
    const { v4, sent } = await world()
    const controller = new AbortController()
    const upload = new UploadFileCommand({ ...big, concurrency: 1, onProgress: () => controller.abort(new Error('enough')) })
    await expect(v4.send(upload, { signal: controller.signal })).rejects.toThrow('enough')
    expect(sent.filter((op) => op === 'upload_slice_data')).toHaveLength(1)
  })
})

describe('signatures', () => {
  const fields = { appId: 1_250_000_000, bucket: 'box', secretId: 'LocalServerSecretId', now: 1_700_000_000 }
  const key = 'local-server-secret-key'
  const expiresAt = 1_700_000_300

  test('are refused by what is wrong with them', async () => {
    const { server } = await world()
    const stat = async (authorization?: string) => {
      const answer = await server.serve({
        method: 'GET',
        target: '/files/v2/1250000000/box/a?op=stat',
        headers: { host: 'gz.file.myqcloud.com', ...(authorization === undefined ? {} : { authorization }) },
        body: { sizeBytes: 0, bytes: async () => new Uint8Array(), async *[Symbol.asyncIterator]() {} },
      })
      return (JSON.parse(new TextDecoder().decode(answer.body as Uint8Array)) as { code: number }).code
    }
    const more = { ...fields, kind: 'more', path: '/a', expiresAt } as const
    expect(await stat(await signV4(more, key))).toBe(-197)
    expect(await stat(await signV4({ ...fields, kind: 'more', coversBucket: true, expiresAt }, key))).toBe(-197)
    expect(await stat()).toBe(-48)
    expect(await stat('nonsense')).toBe(-48)
    expect(await stat(await signV4({ ...more, secretId: 'unknown' }, key))).toBe(-47)
    expect(await stat(await signV4(more, 'wrong'))).toBe(-97)
    expect(await stat(await signV4({ ...more, now: 1_699_999_000, expiresAt: 1_699_999_999 }, key))).toBe(-59)
    expect(await stat(await signV4({ ...more, bucket: 'other' }, key))).toBe(-61)
    expect(await stat(await signV4({ ...more, path: '/b' }, key))).toBe(-63)
    expect(await stat(await signV4({ ...more, appId: 1 }, key))).toBe(-70)
    expect(await stat(await signV4({ ...fields, kind: 'once', path: '/a' }, key))).toBe(-48)
  })

  test('that are good once are good once', async () => {
    const { v4, server } = await world()
    await v4.send(new UploadFileCommand({ path: '/a', source: bytesOf('a') }))
    const authorization = await signV4({ ...fields, kind: 'once', path: '/a', random: 7 }, key)
    const remove = async () => {
      const body = bytesOf('{"op":"delete"}')
      const answer = await server.serve({
        method: 'POST',
        target: '/files/v2/1250000000/box/a',
        headers: { host: 'gz.file.myqcloud.com', authorization, 'content-type': 'application/json' },
        body: {
          sizeBytes: body.byteLength,
          bytes: async () => body,
          async *[Symbol.asyncIterator]() {
            yield body
          },
        },
      })
      return (JSON.parse(new TextDecoder().decode(answer.body as Uint8Array)) as { code: number }).code
    }
    expect(await remove()).toBe(0)
    await v4.send(new UploadFileCommand({ path: '/a', source: bytesOf('a') }))
    expect(await remove()).toBe(-97)
    expect((await v4.send(new StatFileCommand({ path: '/a' }))).sizeBytes).toBe(1)
  })

  test('make URLs that anybody can use until they expire', async () => {
    const { v4, server, pass } = await world()
    await v4.send(new UploadFileCommand({ path: '/目录/a b.txt', source: bytesOf('private') }))
    const signed = new URL(await v4.signDownloadUrl({ path: '/目录/a b.txt' }, { expiresInSeconds: 60 }))
    expect(signed.host).toBe('box-1250000000.cosgz.myqcloud.com')
    const raw = async () => {
      const answer = await server.serve({
        method: 'GET',
        target: signed.pathname + signed.search,
        headers: { host: signed.host },
        body: { sizeBytes: 0, bytes: async () => new Uint8Array(), async *[Symbol.asyncIterator]() {} },
      })
      return answer.status
    }
    expect(await raw()).toBe(200)
    pass(61_000)
    expect(await raw()).toBe(403)
  })
})

describe('envelopes', () => {
  test('come back as they are for programs that look at code', async () => {
    const { v4, server } = await world({ client: { retry: () => undefined } })
    expect(await v4.result(new UploadFileCommand({ path: '/a', source: bytesOf('a') }))).toMatchObject({
      code: V4Code.Success,
      message: 'SUCCESS',
      data: { resource_path: '/1250000000/box/a' },
    })
    expect(await v4.result(new StatFileCommand({ path: 'a' }))).toEqual({ code: V4Code.BadParameter, message: 'path: must start with /' })
    expect(await v4.result(new StatFileCommand({ path: '/none' }))).toMatchObject({ code: -197, message: 'ERROR_CMD_FILE_NOTEXIST' })
    server.script.next({ operation: 'V4StatFile', status: 503, code: 'SlowDown' })
    expect(await v4.result(new StatFileCommand({ path: '/a' }))).toMatchObject({ code: V4Code.TooManyRequests })
    server.script.next({ operation: 'V4StatFile', change: (answer) => ({ ...answer, status: 502, body: bytesOf('<html>') }) })
    expect(await v4.result(new StatFileCommand({ path: '/a' }))).toMatchObject({ code: V4Code.NetworkError })
    server.script.next({ operation: 'V4StatFile', change: (answer) => ({ ...answer, body: bytesOf('<html>') }) })
    expect(await v4.result(new StatFileCommand({ path: '/a' }))).toMatchObject({ code: V4Code.Exception })
    server.script.next({ operation: 'V4StatFile', cut: 'before-work' })
    expect(await v4.result(new StatFileCommand({ path: '/a' }))).toMatchObject({ code: V4Code.Exception })
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(v4.result(new StatFileCommand({ path: '/a' }), { signal })).rejects.toThrow('enough')
  })
})
