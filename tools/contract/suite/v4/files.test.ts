import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  CopyFileCommand,
  DeleteFileCommand,
  DownloadFileCommand,
  DownloadObjectCommand,
  MoveFileCommand,
  StatFileCommand,
  UploadFileCommand,
} from '@cos/legacy-v4'
import { describe, expect, test } from 'vitest'
import { bytesOf, folder, numbers, sha1, world } from './world.js'

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
