import { describe, expect, test } from 'vitest'
import type { Clock } from '../client/clock.js'
import { CompleteMultipartUploadCommand, GetObjectCommand, PutObjectCommand } from '../commands/index.js'
import { ServiceError } from '../errors/service-error.js'
import { TransportError } from '../errors/transport-error.js'
import type { Command } from '../operation/command.js'
import { writeRequest } from '../operation/write-request.js'
import type { HttpRequest } from '../transport/transport.js'
import { tencentcosBackup } from './backup-host.js'
import { backoff, isRetryable, retry } from './retry.js'

const host = 'photos-125.cos.ap-guangzhou.myqcloud.com'
const requestOf = (command: Command): HttpRequest => writeRequest(command.operation, command.input, () => ({ protocol: 'https:', host }))
const get = requestOf(new GetObjectCommand({ bucket: 'photos-125', key: 'a' }))
const answered = (status: number, code: string, headers: Record<string, string> = {}) =>
  new ServiceError('x', { code, status, operation: 'GetObject', method: 'GET', address: host, headers })
const lost = new TransportError('lost', { code: 'ConnectionLost' })
const refused = new TransportError('refused', { code: 'ConnectFailed', wasSent: false })

/** Fails with each error in turn, then succeeds; tells which requests were made and how long was waited. */
async function run(
  request: HttpRequest,
  errors: unknown[],
  options: { policy?: ReturnType<typeof backoff>; budget?: number; usesBackupHost?: boolean } = {},
) {
  const sleptMs: number[] = []
  const requests: HttpRequest[] = []
  const clock: Clock = { now: () => 0, random: () => 0.5, sleep: async (milliseconds) => void sleptMs.push(milliseconds) }
  const left = [...errors]
  const outcome = await retry(
    request,
    async (attempt) => {
      requests.push(attempt)
      if (left.length > 0) throw left.shift()
      return 'done'
    },
    {
      policy: options.policy ?? backoff(),
      clock,
      budget: { tokens: options.budget ?? 100 },
      canSwitchHost: options.usesBackupHost ? tencentcosBackup.canSwitch : undefined,
    },
  ).catch((error) => error)
  return { outcome, sleptMs, requests }
}

describe('what is repeated', () => {
  test('a passing failure is repeated with a doubling, jittered wait, and marked', async () => {
    const { outcome, sleptMs, requests } = await run(get, [answered(503, 'SlowDown'), lost, answered(500, 'InternalError')])
    expect(outcome).toBe('done')
    expect(sleptMs).toEqual([100, 200, 400])
    expect(requests.map((request) => [request.attempt, request.headers['x-cos-sdk-retry']])).toEqual([
      [1, undefined],
      [2, 'true'],
      [3, 'true'],
      [4, 'true'],
    ])
  })

  test('the last error is thrown after four attempts', async () => {
    const errors = [lost, lost, lost, answered(503, 'ServiceUnavailable')]
    const { outcome, requests } = await run(get, errors)
    expect(outcome).toBe(errors[3])
    expect(requests).toHaveLength(4)
  })

  test('Retry-After in seconds and as a date is honoured up to the longest wait', async () => {
    const { sleptMs } = await run(get, [
      answered(503, 'SlowDown', { 'retry-after': '3' }),
      answered(503, 'SlowDown', { 'retry-after': new Date(7000).toUTCString() }),
      answered(503, 'SlowDown', { 'retry-after': '9999' }),
    ])
    expect(sleptMs).toEqual([3000, 7000, 20_000])
  })

  test.each([
    [answered(404, 'NoSuchKey'), false],
    [answered(403, 'AccessDenied'), false],
    [answered(501, 'NotImplemented'), false],
    [answered(429, 'SlowDown'), true],
    [answered(400, 'RequestTimeout'), true],
    [answered(400, 'IncompleteBody'), true],
    [answered(409, 'PathConflict'), true],
    [answered(200, 'InternalError'), true],
    [new TransportError('x', { code: 'DeadlineExceeded' }), false],
    [new TypeError('x'), false],
  ])('%s → %s', (error, expected) => {
    expect(isRetryable(error)).toBe(expected)
  })
})

describe('what is not repeated', () => {
  test('a bare stream', async () => {
    const request = requestOf(new PutObjectCommand({ bucket: 'photos-125', key: 'a', body: new Blob(['x']).stream() }))
    const { outcome, requests } = await run(request, [lost])
    expect(outcome).toBe(lost)
    expect(requests).toHaveLength(1)
  })

  test('but a function that returns a stream is', async () => {
    const request = requestOf(new PutObjectCommand({ bucket: 'photos-125', key: 'a', body: () => new Blob(['x']).stream() }))
    expect((await run(request, [lost])).outcome).toBe('done')
  })

  test('what may have been carried out and must not be twice', async () => {
    const complete = requestOf(
      new CompleteMultipartUploadCommand({ bucket: 'photos-125', key: 'a', uploadId: 'u', parts: [{ partNumber: 1, etag: 'x' }] }),
    )
    expect((await run(complete, [lost])).outcome).toBe(lost)
    expect((await run(complete, [refused])).outcome).toBe('done')
    expect((await run(complete, [answered(503, 'SlowDown')])).outcome).toBe('done')
  })

  test('anything once the budget is spent', async () => {
    const { outcome, requests } = await run(get, [lost, lost, lost], { budget: 1 })
    expect(outcome).toBe(lost)
    expect(requests).toHaveLength(2)
  })

  test('anything once the caller gave up, whose reason comes out', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    controller.abort(reason)
    const { outcome, requests } = await run({ ...get, signal: controller.signal }, [lost, lost])
    expect(outcome).toBe(reason)
    expect(requests).toHaveLength(1)
  })
})

test('a redirect that did not come from COS is repeated only when the backup host may take over', async () => {
  const redirect = new ServiceError('x', { code: 'TemporaryRedirect', status: 302, operation: 'GetObject', method: 'GET', address: host })
  expect((await run(get, [redirect])).outcome).toBe(redirect)
  expect((await run(get, [redirect], { usesBackupHost: true })).outcome).toBe('done')
})
