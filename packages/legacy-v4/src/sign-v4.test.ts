import { InputError } from '@cos/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signV4 } from './sign-v4.js'
import type { V4SignatureInput } from './v4-signature-input.js'
import { inputOf, nodeCases, pythonCases } from './vectors.fixture.js'

const secretKey = 'SECRETEXAMPLEkey'
const once = { kind: 'once', appId: 1250000000, bucket: 'examplebucket', secretId: 'AKIDEXAMPLE', path: '/a.txt' } as const
const more = { ...once, kind: 'more', expiresAt: 1700000300, now: 1700000000, random: 7 } as const

/** What the service reads: the text behind the 20 bytes of the digest, and its fields. */
function textOf(sign: string): string {
  return Buffer.from(sign, 'base64').subarray(20).toString('latin1')
}

function fieldsOf(text: string): Record<string, string> {
  return Object.fromEntries(text.split('&').map((field) => [field.slice(0, 1), field.slice(2)]))
}

async function memberRefused(input: object, key = secretKey): Promise<string> {
  const error = await signV4(input as V4SignatureInput, key).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(InputError)
  return (error as InputError).member
}

describe('recorded signatures', () => {
  test.each(pythonCases.map((recorded) => [recorded.id, recorded.note, recorded] as const))('%s: %s', async (_id, _note, recorded) => {
    const sign = await signV4(inputOf(recorded), recorded.input.secretKey)
    expect(textOf(sign)).toBe(recorded.expected.plainText)
    expect(sign).toBe(recorded.expected.sign)
  })

  // Node's helper orders the fields `a b k t e r f` and leaves the marks of `encodeURIComponent` bare in the path. The service
  // reads both, but a URL is written in one way here, and the signature must hold the path of the URL.
  test.each(nodeCases.map((recorded) => [recorded.id, recorded] as const))('%s: the fields of the Node SDK', async (_id, recorded) => {
    const { bucket: fullBucket, key, expires, now, random, secretId, secretKey } = recorded.input
    const [bucket = '', appId] = fullBucket.split('-')
    const path = `/${key}`
    const sign = await signV4(
      { kind: 'more', appId: Number(appId), bucket, path, secretId, expiresAt: now + expires, now, random },
      secretKey,
    )
    const { f: fileId = '', ...others } = fieldsOf(textOf(sign))
    const { f: recordedFileId = '', ...recordedOthers } = fieldsOf(recorded.expected.plainText)
    expect(others).toEqual(recordedOthers)
    expect(decodeURIComponent(fileId)).toBe(decodeURIComponent(recordedFileId))
    expect(sign).not.toBe(recorded.expected.sign)
  })
})

describe('scope', () => {
  test('a whole bucket is an empty file id, for both kinds that last', async () => {
    const { path: _path, ...bare } = more
    expect(textOf(await signV4({ ...bare, coversBucket: true }, secretKey))).toContain('&f=&b=examplebucket')
    expect(textOf(await signV4({ ...bare, kind: 'download', coversBucket: true }, secretKey))).toContain('&f=&b=examplebucket')
  })

  test('a whole bucket is never meant by a forgotten path', async () => {
    expect(await memberRefused({ ...more, path: undefined })).toBe('path')
    expect(await memberRefused({ ...more, path: '' })).toBe('path')
    expect(await memberRefused({ ...once, path: undefined })).toBe('path')
    expect(await memberRefused({ ...more, coversBucket: true })).toBe('coversBucket')
    expect(await memberRefused({ ...once, path: undefined, coversBucket: true })).toBe('coversBucket')
  })

  test('any path is held by the text as one field that decodes to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (path) => {
        const { a, b, f, ...others } = fieldsOf(textOf(await signV4({ ...more, path }, secretKey)))
        expect(Object.keys(others).sort()).toEqual(['e', 'k', 'r', 't'])
        expect(f).toMatch(/^[\w.~%/-]*$/)
        expect(decodeURIComponent(f ?? '')).toBe(`/${a}/${b}${path}`)
      }),
    )
  })
})

describe('expiry', () => {
  test('a duration in place of a time is refused', async () => {
    expect(await memberRefused({ ...more, expiresAt: 300 })).toBe('expiresAt')
    expect(await memberRefused({ ...more, expiresAt: 0 })).toBe('expiresAt')
    expect(await memberRefused({ ...more, expiresAt: undefined })).toBe('expiresAt')
    expect(await memberRefused({ ...more, expiresAt: 1700000300.5 })).toBe('expiresAt')
  })

  test('a single-use signature has none', async () => {
    expect(fieldsOf(textOf(await signV4(once, secretKey)))['e']).toBe('0')
    expect(await memberRefused({ ...once, expiresAt: 1700000300 })).toBe('expiresAt')
  })
})

test('a signature made without clock and random number begins now and differs from the next', async () => {
  const before = Math.floor(Date.now() / 1000)
  const texts = await Promise.all([signV4(once, secretKey), signV4(once, secretKey), signV4(once, secretKey)])
  const after = Math.floor(Date.now() / 1000)
  const fields = texts.map((text) => fieldsOf(textOf(text)))
  for (const { t, r } of fields) {
    expect(Number(t)).toBeGreaterThanOrEqual(before)
    expect(Number(t)).toBeLessThanOrEqual(after)
    expect(Number(r)).toBeLessThan(2 ** 31)
  }
  expect(new Set(fields.map(({ r }) => r)).size).toBeGreaterThan(1)
})

test.each([
  ['kind', { ...more, kind: 'twice' }],
  ['appId', { ...once, appId: '1250000000&b=other' }],
  ['appId', { ...once, appId: 0 }],
  ['bucket', { ...once, bucket: 'examplebucket&f=/other' }],
  ['bucket', { ...once, bucket: '' }],
  ['bucket', { ...once, bucket: 'example/bucket' }],
  ['secretId', { ...once, secretId: 'AKID&e=0' }],
  ['now', { ...once, now: -1 }],
  ['random', { ...once, random: Number.NaN }],
  ['path', { ...once, path: '/\ud83d' }],
])('refuses what would make another text: %s %#', async (member, input) => {
  expect(await memberRefused(input)).toBe(member)
})

test('refuses an empty key, and no refusal holds a key', async () => {
  expect(await memberRefused(once, '')).toBe('secretKey')
  await expect(signV4({ ...once, bucket: '&' }, secretKey)).rejects.toThrow(/^(?!.*SECRETEXAMPLE).*bucket/)
})
