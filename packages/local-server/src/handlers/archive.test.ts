import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  RestoreObjectCommand,
  waitUntilRestored,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { bucket, failureOf, raw, withBucket } from '../local-server.fixture.js'
import { virtualClock } from '../virtual-clock.js'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const address = { bucket, key: 'k' }

async function withArchived(storageClass: 'ARCHIVE' | 'DEEP_ARCHIVE' | 'STANDARD_IA' = 'ARCHIVE') {
  const clock = virtualClock()
  const world = await withBucket({ clock, requireSignatures: false }, { clock })
  await world.client.send(new PutObjectCommand({ ...address, body: 'cold', storageClass }))
  return { ...world, clock }
}

const restore = (tier: 'Expedited' | 'Standard' | 'Bulk' | undefined, days = 1) =>
  new RestoreObjectCommand({ ...address, days, ...(tier ? { casJobParameters: { tier } } : {}) })

describe('an archived object', () => {
  test('goes from archived to restoring, restored and archived again', async () => {
    const { client, server, clock } = await withArchived()
    const restoration = async () => (await client.send(new HeadObjectCommand(address))).restore
    const read = async () => (await raw(server, { target: '/k' })).status
    expect([await restoration(), await read()]).toEqual([undefined, 403])
    expect(await client.send(restore('Standard', 2))).toEqual({})
    expect(await client.send(new HeadObjectCommand(address))).toMatchObject({
      storageClass: 'ARCHIVE',
      restore: { isOngoing: true },
      restoreStatus: 'tier="standard"; request-date="Mon, 01 Jan 2024 00:00:00 GMT"',
    })
    expect(await read()).toBe(403)
    expect(await failureOf(client.send(restore('Standard')))).toMatchObject({ code: 'RestoreAlreadyInProgress', status: 409 })
    clock.advance(3 * hourMs)
    const expiresAt = new Date(clock.now() + 2 * dayMs)
    expect(await restoration()).toEqual({ isOngoing: false, expiresAt })
    expect((await raw(server, { method: 'HEAD', target: '/k' })).headers['x-cos-restore']).toBe(
      `ongoing-request="false", expiry-date="${expiresAt.toUTCString()}"`,
    )
    expect(await read()).toBe(200)
    clock.advance(2 * dayMs)
    expect([await restoration(), await read()]).toEqual([undefined, 403])
    await client.send(restore('Bulk'))
    expect(await restoration()).toEqual({ isOngoing: true })
  })

  test('that is restored stays so for longer when asked again', async () => {
    const { client, server, clock } = await withArchived()
    await client.send(restore('Expedited', 1))
    clock.advance(60_000)
    const body = '<RestoreRequest><Days>5</Days></RestoreRequest>'
    expect((await raw(server, { method: 'POST', target: '/k?restore', body })).status).toBe(200)
    const { restore: state } = await client.send(new HeadObjectCommand(address))
    expect(state).toEqual({ isOngoing: false, expiresAt: new Date(clock.now() + 5 * dayMs) })
  })

  test.each([
    ['ARCHIVE', 'Expedited', 60_000],
    ['ARCHIVE', undefined, 3 * hourMs],
    ['ARCHIVE', 'Bulk', 5 * hourMs],
    ['DEEP_ARCHIVE', 'Standard', 12 * hourMs],
    ['DEEP_ARCHIVE', 'Bulk', 24 * hourMs],
  ] as const)('of %s takes the time of the tier %s', async (storageClass, tier, takesMs) => {
    const { client, server, clock } = await withArchived(storageClass)
    await client.send(restore(tier))
    clock.advance(takesMs - 1)
    expect((await raw(server, { target: '/k' })).status).toBe(403)
    clock.advance(1)
    expect((await raw(server, { target: '/k' })).status).toBe(200)
  })

  test('leaves the archive for good by a copy onto itself once it is restored', async () => {
    const { client, clock } = await withArchived()
    const thaw = new CopyObjectCommand({ ...address, copySource: address, metadataDirective: 'Replaced', storageClass: 'STANDARD' })
    expect(await failureOf(client.send(thaw))).toMatchObject({ code: 'InvalidObjectState', status: 403 })
    await client.send(restore('Expedited'))
    clock.advance(60_000)
    await client.send(thaw)
    const head = await client.send(new HeadObjectCommand(address))
    expect([head.storageClass, head.restore]).toEqual([undefined, undefined])
    clock.advance(10 * dayMs)
    expect(await (await client.send(new GetObjectCommand(address))).body.text()).toBe('cold')
  })

  test.each([
    ['STANDARD_IA', '<RestoreRequest><Days>1</Days></RestoreRequest>', 405, 'RestoreNonArchiveObject'],
    [
      'DEEP_ARCHIVE',
      '<RestoreRequest><Days>1</Days><CASJobParameters><Tier>Expedited</Tier></CASJobParameters></RestoreRequest>',
      400,
      'InvalidArgument',
    ],
    ['ARCHIVE', '<RestoreRequest><Days>0</Days></RestoreRequest>', 400, 'InvalidArgument'],
    [
      'ARCHIVE',
      '<RestoreRequest><Days>1</Days><CASJobParameters><Tier>Fast</Tier></CASJobParameters></RestoreRequest>',
      400,
      'InvalidArgument',
    ],
    ['ARCHIVE', '<RestoreRequest/>', 400, 'MalformedXML'],
    ['ARCHIVE', '', 400, 'MissingRequestBodyError'],
  ] as const)('of %s refuses %s by %i %s', async (storageClass, body, status, code) => {
    const { server } = await withArchived(storageClass)
    expect(await raw(server, { method: 'POST', target: '/k?restore', body })).toMatchObject({ status, code })
  })

  test('is not restored when it is not there', async () => {
    const { server } = await withArchived()
    const body = '<RestoreRequest><Days>1</Days></RestoreRequest>'
    expect(await raw(server, { method: 'POST', target: '/other?restore', body })).toMatchObject({ status: 404, code: 'NoSuchKey' })
  })
})

describe('waitUntilRestored', () => {
  test('waits for as long as it takes, telling each look, at growing intervals', async () => {
    const { client, clock } = await withArchived()
    await client.send(restore('Bulk'))
    const startedAtMs = clock.now()
    const looks: number[] = []
    const head = await waitUntilRestored(client, address, { clock, onProgress: ({ elapsedMs }) => looks.push(elapsedMs) })
    expect(head.restore).toMatchObject({ isOngoing: false })
    expect(clock.now() - startedAtMs).toBeGreaterThanOrEqual(5 * hourMs)
    const pauses = looks.slice(1).map((elapsedMs, index) => elapsedMs - looks[index]!)
    expect(pauses.every((pauseMs, index) => index === 0 || pauseMs >= pauses[index - 1]!)).toBe(true)
    expect(looks.length).toBeLessThan(60)
  })

  test('gives at once what can be read', async () => {
    const { client, clock } = await withArchived('STANDARD_IA')
    expect(await waitUntilRestored(client, address, { clock })).toMatchObject({ storageClass: 'STANDARD_IA' })
    expect(clock.now()).toBe(Date.UTC(2024, 0, 1))
  })

  test('refuses what nobody asked to restore', async () => {
    const { client, clock } = await withArchived()
    expect(await failureOf(waitUntilRestored(client, address, { clock }))).toMatchObject({ name: 'CosError', code: 'NotRestoring' })
  })

  test('ends by its deadline', async () => {
    const { client, clock } = await withArchived('DEEP_ARCHIVE')
    await client.send(restore('Bulk'))
    const failure = await failureOf(waitUntilRestored(client, address, { clock, timeoutMs: hourMs }))
    expect(failure).toMatchObject({ code: 'DeadlineExceeded' })
    expect(clock.now() - Date.UTC(2024, 0, 1)).toBe(hourMs)
  })

  test('ends with the reason of an abort', async () => {
    const { client, clock } = await withArchived()
    await client.send(restore('Bulk'))
    const controller = new AbortController()
    const reason = new Error('enough')
    const waiting = waitUntilRestored(client, address, { clock, signal: controller.signal, onProgress: () => controller.abort(reason) })
    expect(await failureOf(waiting)).toBe(reason)
  })

  test('refuses options that cannot work', async () => {
    const { client } = await withArchived()
    for (const [member, value] of [
      ['intervalMs', 0],
      ['maxIntervalMs', 1],
      ['timeoutMs', Number.NaN],
    ] as const) {
      expect(await failureOf(waitUntilRestored(client, address, { [member]: value }))).toMatchObject({ name: 'InputError', member })
    }
  })
})
