import { systemClock } from '@cos/core'
import { DownloadObjectCommand, StatFileCommand, UploadCommand, UploadFileCommand, V4Client, type V4ClientOptions } from '@cos/legacy-v4'
import { createLocalServer } from '@cos/local-server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bytesOf, numbers, world } from './world.js'

describe('a client', () => {
  test('runs middleware around commands and around attempts', async () => {
    const { v4, server } = await world()
    await v4.send(new UploadFileCommand({ path: '/a', source: bytesOf('a') }))
    const seen: string[] = []
    const watched = v4.with({
      commands: [
        async (command, next) => {
          const result = await next(command)
          seen.push(`${command.operation.name} done`)
          return result
        },
      ],
      requests: [
        async (request, next) => {
          seen.push(`attempt ${request.attempt}, signed: ${'authorization' in request.headers}`)
          return next(request)
        },
      ],
    })
    server.script.next({ operation: 'V4StatFile', status: 503, code: 'ServiceUnavailable' })
    await watched.send(new StatFileCommand({ path: '/a' }))
    expect(seen).toEqual(['attempt 1, signed: false', 'attempt 2, signed: false', 'StatFile done'])
  })

  test('asks for its keys at each attempt, and refuses those that cannot be right', async () => {
    const { server } = await world()
    let asked = 0
    const credentials = async () => {
      asked += 1
      return server.credentials
    }
    const clock = { now: () => 1_700_000_000_000, random: Math.random, sleep: async () => {} }
    const options: V4ClientOptions = { appId: 1_250_000_000, bucket: 'box', region: 'gz', credentials, transport: server.transport, clock }
    await new V4Client(options).send(new UploadCommand({ path: '/a', content: bytesOf('a') }))
    expect(asked).toBe(1)
    const stat = (given: V4ClientOptions['credentials']) =>
      new V4Client({ ...options, credentials: given }).send(new StatFileCommand({ path: '/a' }))
    await expect(stat({ secretId: '', secretKey: 'x' })).rejects.toMatchObject({ member: 'credentials' })
    await expect(stat({ ...server.credentials, securityToken: 't' })).rejects.toMatchObject({ member: 'credentials' })
  })

  test('names no secret in its errors', async () => {
    const { v4, server } = await world({ client: { retry: () => undefined } })
    server.script.next({ operation: 'V4StatFile', status: 503, code: 'SlowDown' })
    const error: unknown = await v4.send(new StatFileCommand({ path: '/a' })).catch((caught: unknown) => caught)
    const text = `${error} ${JSON.stringify(error)} ${(error as Error).stack}`
    expect(text).toContain('StatFile GET gz.file.myqcloud.com/files/v2/1250000000/box/a')
    expect(text).not.toContain(server.credentials.secretKey)
    expect(text).not.toContain('authorization')
  })

  test('needs a bucket, its own or that of the command', async () => {
    const { v4 } = await world({ client: { bucket: undefined } })
    await expect(v4.send(new StatFileCommand({ path: '/a' }))).rejects.toMatchObject({ member: 'bucket' })
    await expect(v4.send(new StatFileCommand({ path: '/a', bucket: 'Box&x=1' }))).rejects.toMatchObject({ member: 'bucket' })
    await expect(v4.send(new StatFileCommand({ path: '/a', bucket: 'none' }))).rejects.toMatchObject({ v4Code: -133, code: 'NoSuchBucket' })
  })
})

describe('a service that is slow or cuts off', () => {
  /** A server whose delays never end: requests hang until their client goes away. */
  function hanging() {
    const server = createLocalServer({ clock: { ...systemClock, sleep: () => new Promise<void>(() => {}) } })
    onTestFinished(() => server.close())
    const { credentials, transport } = server
    return { server, v4: new V4Client({ appId: 1_250_000_000, bucket: 'box', region: 'gz', credentials, transport }) }
  }

  test('ends calls by their deadline', async () => {
    const { server, v4 } = hanging()
    server.script.next({ operation: 'V4StatFile', delayMs: 1 })
    const call = v4.send(new StatFileCommand({ path: '/a' }), { deadlineMs: 30 })
    await expect(call).rejects.toMatchObject({ name: 'TransportError', code: 'DeadlineExceeded' })
  })

  test('ends uploads in slices by their deadline', async () => {
    const { server, v4 } = hanging()
    server.script.next({ operation: 'V4UploadSliceInit', delayMs: 1 })
    const upload = new UploadFileCommand({ path: '/a', source: numbers(100_000), singleUpToBytes: 0, sliceSizeBytes: 65_536 })
    await expect(v4.send(upload, { deadlineMs: 30 })).rejects.toMatchObject({ code: 'DeadlineExceeded' })
  })

  test('never makes a short body of a download', async () => {
    const { v4, server } = await world({ client: { retry: () => undefined } })
    await v4.send(new UploadFileCommand({ path: '/a', source: numbers(100_000) }))
    server.script.next({ operation: 'GetObject', cut: 'mid-body', afterBytes: 50_000 })
    const { body } = await v4.send(new DownloadObjectCommand({ path: '/a' }))
    await expect(body.bytes()).rejects.toMatchObject({ name: 'TransportError' })
  })

  test('a missing object is told in whatever form the download host answers', async () => {
    const { v4 } = await world()
    await expect(v4.send(new DownloadObjectCommand({ path: '/none' }))).rejects.toMatchObject({ name: 'ServiceError', status: 404 })
  })
})
