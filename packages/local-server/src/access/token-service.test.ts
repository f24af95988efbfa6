import {
  cached,
  DeleteObjectCommand,
  federationToken,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  type PolicyDocument,
  PutObjectCommand,
} from '@cos/core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { localAccount } from '../account.js'
import { bucket } from '../local-server.fixture.js'
import { accessWorld, clerk, outcomeOf, stranger } from './access.fixture.js'

const docs = `qcs::cos:ap-guangzhou:uid/1250000000:${bucket}/docs/*`
const policy: PolicyDocument = {
  version: '2.0',
  statement: [{ effect: 'allow', action: ['name/cos:PutObject', 'name/cos:GetObject', 'name/cos:ListMultipartUploads'], resource: docs }],
}

async function tokenWorld() {
  let nowMs = Date.UTC(2026, 0, 2, 3, 4, 5)
  const clock = { now: () => nowMs, sleep: async () => {}, random: Math.random }
  const world = await accessWorld([], { clock })
  const { url, close } = await world.server.listen()
  onTestFinished(close)
  const token = (change: Partial<Parameters<typeof federationToken>[0]> = {}) =>
    federationToken({
      secretId: localAccount.secretId,
      secretKey: localAccount.secretKey,
      policy,
      endpoint: url,
      now: clock.now,
      ...change,
    })
  return { ...world, url, token, moveBy: (seconds: number) => void (nowMs += seconds * 1000) }
}

test('temporary credentials may do what their policy allows of what the key may, until they expire', async () => {
  const { as, token, moveBy } = await tokenWorld()
  const credentials = await token({ durationSeconds: 900 })()
  expect(credentials.expiresAt).toEqual(new Date(Date.UTC(2026, 0, 2, 3, 19, 5)))
  const page = as(credentials)
  const put = (key: string) => outcomeOf(page.send(new PutObjectCommand({ bucket, key, body: 'x' })))
  expect([await put('docs/a'), await put('other/a')]).toEqual(['ok', 'AccessDenied'])
  expect(await outcomeOf(page.send(new GetObjectCommand({ bucket, key: 'docs/a' })))).toBe('ok')
  expect(await outcomeOf(page.send(new DeleteObjectCommand({ bucket, key: 'docs/a' })))).toBe('AccessDenied')
  expect(await outcomeOf(page.send(new ListMultipartUploadsCommand({ bucket, prefix: 'docs/a' })))).toBe('ok')
  expect(await outcomeOf(page.send(new ListMultipartUploadsCommand({ bucket })))).toBe('AccessDenied')
  const withoutToken = as({ ...credentials, securityToken: undefined })
  expect(await outcomeOf(withoutToken.send(new GetObjectCommand({ bucket, key: 'docs/a' })))).toBe('InvalidToken')
  moveBy(901)
  expect(await put('docs/a')).toMatch(/ExpiredToken|RequestTimeTooSkewed|AccessDenied/)
})

test('nobody gets more by asking for credentials', async () => {
  const { as, token } = await tokenWorld()
  const all: PolicyDocument = { statement: [{ effect: 'allow', action: '*', resource: '*' }] }
  for (const account of [stranger, clerk]) {
    const credentials = await token({ ...account, policy: all })()
    expect(await outcomeOf(as(credentials).send(new GetObjectCommand({ bucket, key: 'a' })))).toBe('AccessDenied')
  }
})

test('a cached provider asks once', async () => {
  const { token } = await tokenWorld()
  const provider = cached(token(), { now: () => Date.UTC(2026, 0, 2, 3, 4, 5) })
  expect(await provider()).toBe(await provider())
})

describe('the token service refuses', () => {
  test.each([
    ['another key', { secretId: 'nobody' }, 'AuthFailure.SecretIdNotFound'],
    ['another secret', { secretKey: 'other' }, 'AuthFailure.SignatureFailure'],
    ['a clock that is off', { now: () => Date.UTC(2026, 0, 2, 4) }, 'AuthFailure.SignatureExpire'],
    ['too long a time', { durationSeconds: 7201 }, 'InvalidParameter.OverTimeError'],
    ['a name of other signs', { name: 'a b' }, 'InvalidParameter'],
    [
      'a policy with a principal',
      { policy: { statement: [{ effect: 'allow', principal: '*', action: '*', resource: '*' }] } },
      'InvalidParameter.StrategyInvalid',
    ],
  ] as const)('%s', async (_, change, code) => {
    const { token } = await tokenWorld()
    expect(await outcomeOf(Promise.resolve(token(change as object)()))).toBe(code)
  })

  test('temporary credentials', async () => {
    const { token } = await tokenWorld()
    const { secretId, secretKey } = await token()()
    expect(await outcomeOf(Promise.resolve(token({ secretId, secretKey })()))).toBe('UnauthorizedOperation')
  })

  test('an action it does not have', async () => {
    const { url } = await tokenWorld()
    const answer = await fetch(url, { method: 'POST', headers: { 'x-tc-action': 'AssumeRole' }, body: '{}' })
    expect(await answer.json()).toMatchObject({ Response: { Error: { Code: 'AuthFailure.InvalidAuthorization' } } })
  })
})

test('a user may ask for longer than the root account', async () => {
  const { token } = await tokenWorld()
  const { expiresAt } = await token({ secretId: clerk.secretId, secretKey: clerk.secretKey, durationSeconds: 129_600 })()
  expect(expiresAt).toEqual(new Date(Date.UTC(2026, 0, 3, 15, 4, 5)))
})
