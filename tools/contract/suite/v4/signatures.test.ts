import { StatFileCommand, signV4, UploadFileCommand, V4Code } from '@cos/legacy-v4'
import { describe, expect, test } from 'vitest'
import { bytesOf, world } from './world.js'

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
