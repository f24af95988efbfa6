import type { Transport } from '@cos/core'
import {
  DownloadObjectCommand,
  isV4Error,
  StatFileCommand,
  UploadFileCommand,
  UploadSliceDataCommand,
  UploadSliceInitCommand,
  UploadSliceListCommand,
  V4Client,
} from '@cos/legacy-v4'
import { describe, expect, test } from 'vitest'
import { numbers, sha1, world } from './world.js'

const slice = 65_536

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
