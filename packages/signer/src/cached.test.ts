import { expect, test } from 'vitest'
import { cached } from './cached.js'
import type { Credentials } from './credentials.js'

const expiresAt = (seconds: number) => new Date(seconds * 1000)

/** A provider whose answers are given from outside, in order. */
function scripted(...answers: (Credentials | Error)[]) {
  const state = { calls: 0 }
  const provider = async () => {
    const answer = answers[state.calls++]
    if (answer === undefined) throw new Error('asked too often')
    if (answer instanceof Error) throw answer
    return answer
  }
  return { state, provider }
}

function credentialsUntil(seconds?: number): Credentials {
  return { secretId: `AKID${seconds}`, secretKey: 'SECRET', expiresAt: seconds === undefined ? undefined : expiresAt(seconds) }
}

test('credentials that do not expire are fetched once', async () => {
  const { state, provider } = scripted(credentialsUntil())
  const get = cached(provider)
  expect(await get()).toBe(await get())
  expect(state.calls).toBe(1)
})

test('callers that come during a fetch share it', async () => {
  const { state, provider } = scripted(credentialsUntil(1000))
  const get = cached(provider, { now: () => 0 })
  const [first, second] = await Promise.all([get(), get()])
  expect(first).toBe(second)
  expect(state.calls).toBe(1)
})

test('new credentials are fetched a minute before the old ones expire', async () => {
  const { provider } = scripted(credentialsUntil(1000), credentialsUntil(2000))
  let seconds = 0
  const get = cached(provider, { now: () => seconds * 1000 })
  const first = await get()
  seconds = 939
  expect(await get()).toBe(first)
  seconds = 940
  expect((await get()).secretId).toBe('AKID2000')
})

test('a failed fetch keeps credentials that are still good, and is tried again', async () => {
  const { provider } = scripted(credentialsUntil(1000), new Error('down'), credentialsUntil(2000))
  let seconds = 0
  const get = cached(provider, { now: () => seconds * 1000 })
  const first = await get()
  seconds = 990
  expect(await get()).toBe(first)
  expect((await get()).secretId).toBe('AKID2000')
})

test('a failed fetch fails once nothing good is left, and is not remembered', async () => {
  const { provider } = scripted(credentialsUntil(1000), new Error('down'), credentialsUntil(2000))
  let seconds = 0
  const get = cached(provider, { now: () => seconds * 1000 })
  await get()
  seconds = 1000
  await expect(get()).rejects.toThrow('down')
  expect((await get()).secretId).toBe('AKID2000')
})

test('a provider that throws at once is asked again', async () => {
  let calls = 0
  const get = cached(() => {
    if (calls++ === 0) throw new Error('not ready')
    return credentialsUntil()
  })
  await expect(get()).rejects.toThrow('not ready')
  expect(await get()).toMatchObject({ secretId: 'AKIDundefined' })
})

test('a caller that gives up leaves with its own reason, and the others get their credentials', async () => {
  let answer: (credentials: Credentials) => void = () => undefined
  const get = cached(() => new Promise<Credentials>((resolve) => (answer = resolve)))
  const controller = new AbortController()
  const reason = new Error('gone')
  const impatient = get({ signal: controller.signal })
  const patient = get()
  controller.abort(reason)
  await expect(impatient).rejects.toBe(reason)
  answer(credentialsUntil())
  expect(await patient).toMatchObject({ secretKey: 'SECRET' })
  await expect(get({ signal: controller.signal })).rejects.toBe(reason)
})
