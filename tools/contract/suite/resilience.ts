import {
  type Clock,
  CompleteMultipartUploadCommand,
  CosClient,
  type CosClientOptions,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  type HttpRequest,
  ListObjectsCommand,
  PutObjectCommand,
  TransportError,
  tencentcosBackup,
  UploadPartCommand,
} from '@cos/core'
import type { ScriptedFault } from '@cos/local-server'
import { describe, expect, test } from 'vitest'
import { recordedClient } from './recorded-client.js'
import { bytesOfLength, clientOf, failureOf, freshBucket, type World } from './world.js'

const busy = { status: 503, code: 'ServiceUnavailable' } as const

/** The bad days of a network and a service: what is repeated, how long is waited, and what is given up. */
export function resilienceSuite(world: World): void {
  const { script } = world
  if (!script) return
  const direct = clientOf(world)

  const recorded = (options: Partial<CosClientOptions> = {}) => recordedClient(world, options)
  const withFaults = async <T>(faults: readonly ScriptedFault[], work: () => Promise<T>): Promise<T> => {
    for (const fault of faults) script.next(fault)
    const result = await work()
    expect(script.pending).toBe(0)
    return result
  }
  const object = async (body: string | Uint8Array = 'hello world') => {
    const bucket = await freshBucket(world)
    await direct.send(new PutObjectCommand({ bucket, key: 'a', body }))
    return { bucket, key: 'a' }
  }

  describe('bad days', () => {
    test('a busy service is asked again, later each time, and told so', async () => {
      const address = await object()
      const { client, requests, sleptMs } = recorded()
      const { body } = await withFaults([busy, busy], () => client.send(new GetObjectCommand(address)))
      expect(await body.text()).toBe('hello world')
      expect(sleptMs).toEqual([100, 200])
      expect(requests.map(({ attempt, headers }) => [attempt, headers['x-cos-sdk-retry']])).toEqual([
        [1, undefined],
        [2, 'true'],
        [3, 'true'],
      ])
    })

    test('each attempt is signed anew', async () => {
      const address = await object()
      const { client, requests } = recorded({ retry: () => 2000 })
      await withFaults([busy], () => client.send(new HeadObjectCommand(address)))
      const signatures = requests.map(({ headers }) => headers['authorization'])
      expect(new Set(signatures).size).toBe(2)
    })

    test('the service says how long to wait', async () => {
      const address = await object()
      const { client, sleptMs } = recorded()
      await withFaults([{ status: 503, code: 'SlowDown', headers: { 'retry-after': '7' } }], () =>
        client.send(new HeadObjectCommand(address)),
      )
      expect(sleptMs).toEqual([7000])
    })

    test('after four attempts the last answer is the error', async () => {
      const address = await object()
      const { client, requests } = recorded()
      const error = await withFaults([{ ...busy, times: 4 }], () => failureOf(client.send(new GetObjectCommand(address))))
      expect(error).toMatchObject({ name: 'ServiceError', code: 'ServiceUnavailable', status: 503 })
      expect(requests).toHaveLength(4)
    })

    test('what the service refuses for good is not asked again', async () => {
      const { bucket } = await object()
      const { client, requests } = recorded()
      expect(await failureOf(client.send(new GetObjectCommand({ bucket, key: 'missing' })))).toMatchObject({ code: 'NoSuchKey' })
      await withFaults([{ status: 501, code: 'NotImplemented' }], () => failureOf(client.send(new HeadBucketCommand({ bucket }))))
      expect(requests).toHaveLength(2)
    })

    test.each(['before-work', 'before-answer'] as const)('a connection cut %s is made again for what may be repeated', async (cut) => {
      const address = await object()
      const { client, requests } = recorded()
      await withFaults([{ cut }], () => client.send(new PutObjectCommand({ ...address, body: 'second' })))
      expect(requests).toHaveLength(2)
      expect(await (await direct.send(new GetObjectCommand(address))).body.text()).toBe('second')
    })

    test('a listing that is cut is read again, never taken for a short one', async () => {
      const { bucket } = await object()
      const { client, requests } = recorded()
      const { contents } = await withFaults([{ cut: 'mid-body', afterBytes: 100 }], () => client.send(new ListObjectsCommand({ bucket })))
      expect([contents.length, requests.length]).toEqual([1, 2])
    })

    test('bytes that are not what their checksum says are an error, up and down', async () => {
      const address = await object()
      const wrong: ScriptedFault = { change: (answer) => ({ ...answer, headers: { ...answer.headers, 'x-cos-hash-crc64ecma': '1' } }) }
      const { client } = recorded()
      const { body } = await withFaults([wrong], () => client.send(new GetObjectCommand(address)))
      expect(await failureOf(body.bytes())).toMatchObject({ name: 'ResponseError', code: 'ChecksumMismatch' })
      const error = await withFaults([{ ...wrong, times: 4 }], () =>
        failureOf(client.send(new PutObjectCommand({ ...address, body: 'x' }))),
      )
      expect(error).toMatchObject({ name: 'ResponseError', code: 'ChecksumMismatch' })
    })

    test('a completion is not repeated when its answer is lost', async () => {
      const { bucket } = await object()
      const { uploadId } = await direct.send(new CreateMultipartUploadCommand({ bucket, key: 'big' }))
      const { etag } = await direct.send(new UploadPartCommand({ bucket, key: 'big', uploadId, partNumber: 1, body: 'x' }))
      const { client, requests } = recorded()
      const complete = new CompleteMultipartUploadCommand({ bucket, key: 'big', uploadId, parts: [{ partNumber: 1, etag }] })
      const error = await withFaults([{ cut: 'before-answer' }], () => failureOf(client.send(complete)))
      // `fetch` does not tell why there was no answer.
      expect(error).toMatchObject({ name: 'TransportError', wasSent: true })
      expect(requests).toHaveLength(1)
    })

    test.skipIf(!world.takesStreams)('a stream is sent once; a function that makes streams, as often as needed', async () => {
      const address = await object()
      const stream = async function* () {
        yield new TextEncoder().encode('streamed')
      }
      const once = recorded()
      const put = (body: Parameters<typeof stream> extends [] ? unknown : never) =>
        new PutObjectCommand({ ...address, body: body as ReturnType<typeof stream>, contentLength: 8 })
      expect(await withFaults([busy], () => failureOf(once.client.send(put(stream()))))).toMatchObject({ status: 503 })
      expect(once.requests).toHaveLength(1)
      const often = recorded()
      await withFaults([busy], () => often.client.send(put(() => stream())))
      expect(often.requests).toHaveLength(2)
      expect(await (await direct.send(new GetObjectCommand(address))).body.text()).toBe('streamed')
    })

    test('a client stops repeating when nothing works any more', async () => {
      const { bucket } = await object()
      const { client, requests } = recorded()
      await withFaults([{ ...busy, times: 140 }], async () => {
        for (let calls = 0; calls < 40; calls += 1) await failureOf(client.send(new HeadBucketCommand({ bucket })))
      })
      // 40 calls, and a budget of 100 repetitions.
      expect(requests).toHaveLength(140)
    })

    test('a clock that is wrong is corrected once, for the whole client', async () => {
      const { bucket } = await object()
      const requests: HttpRequest[] = []
      const transport: World['transport'] = (request) => {
        requests.push(request)
        return world.transport(request)
      }
      const clock: Clock = { now: () => Date.now() - 7_200_000, random: () => 0, sleep: async () => {} }
      const client = clientOf(world, { clock, transport })
      await client.send(new ListObjectsCommand({ bucket }))
      expect(requests).toHaveLength(2)
      await client.send(new ListObjectsCommand({ bucket }))
      expect(requests).toHaveLength(3)
      const stubborn = clientOf(world, { clock, correctClockSkew: false })
      expect((await failureOf(stubborn.send(new ListObjectsCommand({ bucket }))))['status']).toBe(403)
    })

    test('the other domain is tried when the usual one cannot be reached', async () => {
      const { bucket, key } = await object()
      const hosts: string[] = []
      const transport: World['transport'] = async (request) => {
        hosts.push(request.host)
        if (request.host.endsWith('.myqcloud.com')) throw new TransportError('unreachable', { code: 'ConnectFailed', wasSent: false })
        return world.transport(world.endpoint ? { ...request, protocol: 'http:', connectTo: new URL(world.endpoint).host } : request)
      }
      const { client, sleptMs } = recorded({ transport, endpoint: undefined, backupHost: tencentcosBackup })
      const isFetch = !world.takesAnyKey
      if (isFetch) return expect(await failureOf(client.send(new HeadObjectCommand({ bucket, key })))).toMatchObject({ name: 'InputError' })
      await client.send(new HeadObjectCommand({ bucket, key }))
      expect(hosts.map((host) => host.split('.').slice(-2).join('.'))).toEqual(['myqcloud.com', 'myqcloud.com', 'tencentcos.cn'])
      expect(sleptMs).toHaveLength(2)
    })
  })

  describe('giving up', () => {
    const reason = new Error('the user left')

    test('before anything is sent', async () => {
      const { client, requests } = recorded()
      expect(await failureOf(client.send(new HeadBucketCommand({ bucket: 'a-1' }), { signal: AbortSignal.abort(reason) }))).toBe(reason)
      expect(requests).toEqual([])
    })

    test('while credentials are fetched', async () => {
      const controller = new AbortController()
      const { client, requests } = recorded({ credentials: () => new Promise(() => controller.abort(reason)) })
      expect(await failureOf(client.send(new HeadBucketCommand({ bucket: 'a-1' }), { signal: controller.signal }))).toBe(reason)
      expect(requests).toEqual([])
    })

    test('while the request is under way', async () => {
      const { bucket } = await object()
      const controller = new AbortController()
      const transport: World['transport'] = (request) => {
        const answer = world.transport(request)
        controller.abort(reason)
        return answer
      }
      const { client } = recorded({ transport })
      expect(await failureOf(client.send(new ListObjectsCommand({ bucket }), { signal: controller.signal }))).toBe(reason)
    })

    test('while waiting to ask again', async () => {
      const { bucket } = await object()
      const controller = new AbortController()
      const clock: Clock = {
        now: () => Date.now(),
        random: () => 0,
        sleep: (_, signal) =>
          new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => reject(signal.reason))
            controller.abort(reason)
          }),
      }
      const { client, requests } = recorded({ clock })
      const error = await withFaults([busy], () => failureOf(client.send(new HeadBucketCommand({ bucket }), { signal: controller.signal })))
      expect(error).toBe(reason)
      expect(requests).toHaveLength(1)
    })

    // In one process the bytes may come in one piece, and then there is nothing left to give up.
    test.skipIf(world.endpoint === undefined)('while the bytes come', async () => {
      const address = await object(bytesOfLength(4_000_000))
      const controller = new AbortController()
      const { body } = await recorded().client.send(new GetObjectCommand(address), { signal: controller.signal })
      const reading = (async () => {
        for await (const _ of body) controller.abort(reason)
      })()
      expect(await failureOf(reading)).toBe(reason)
    })

    test('when the deadline of a call passes, whatever it was doing', async () => {
      const { client } = recorded({ credentials: () => new Promise(() => {}), deadlineMs: 5 })
      expect(await failureOf(client.send(new HeadBucketCommand({ bucket: 'a-1' })))).toMatchObject({
        name: 'TransportError',
        code: 'DeadlineExceeded',
      })
      const never: World['transport'] = ({ signal }) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
      const silent = recorded({ transport: never })
      const error = await failureOf(silent.client.send(new HeadBucketCommand({ bucket: 'a-1' }), { deadlineMs: 5 }))
      expect(error).toMatchObject({ code: 'DeadlineExceeded' })
    })
  })

  test('a closed client opens new connections when it is used again', async () => {
    const { bucket } = await object()
    const client = new CosClient({
      credentials: world.credentials,
      region: world.region,
      endpoint: world.endpoint,
      transport: world.transport,
    })
    await client.send(new HeadBucketCommand({ bucket }))
    await client.close()
    await client.send(new HeadBucketCommand({ bucket }))
    await client.close()
  })
}
