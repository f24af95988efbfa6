import { describe, expect, test } from 'vitest'
import { authorize } from './authorize.js'
import type { Credentials } from './credentials.js'
import { sign } from './sign.js'
import { SignerError } from './signer-error.js'

const credentials = { secretId: 'AKIDEXAMPLE', secretKey: 'SECRETEXAMPLE' }
const request = { method: 'GET', path: '/a b.txt', host: 'examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com' }
const options = { startsAt: 1_700_000_000 }

function memberOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof SignerError) return error.member
    throw error
  }
  return 'nothing was refused'
}

test('the window begins at startsAt and lasts 900 seconds unless told otherwise', () => {
  expect(sign(request, credentials, options)).toContain('&q-sign-time=1700000000;1700000900&q-key-time=1700000000;1700000900&')
  expect(sign(request, credentials, { ...options, expiresInSeconds: 5 })).toContain('&q-key-time=1700000000;1700000005&')
})

test('another window or changed keys are not answered from the cache', () => {
  const changing = { ...credentials }
  const first = sign(request, changing, options)
  const later = sign(request, changing, { startsAt: 1_700_000_001 })
  expect(later).not.toBe(first)
  expect(sign(request, changing, options)).toBe(first)
  changing.secretKey = 'ANOTHERSECRET'
  expect(sign(request, changing, options)).toBe(sign(request, { ...changing }, options))
  expect(sign(request, changing, options)).not.toBe(first)
})

test('a host given beside the headers is signed like a header', () => {
  const { host, ...rest } = request
  expect(sign({ ...rest, headers: { Host: host } }, credentials, options)).toBe(sign(request, credentials, options))
})

test('undefined headers and parameters are as good as absent', () => {
  const sparse = { ...request, query: { acl: undefined }, headers: { range: undefined } }
  expect(sign(sparse, credentials, options)).toBe(sign(request, credentials, options))
})

test('signHeader, signParameter and signHost choose what is covered', () => {
  const full = { ...request, query: { acl: '', versionId: '1' }, headers: { Date: 'today', Range: 'bytes=0-1' } }
  const line = sign(full, credentials, {
    ...options,
    signHeader: (name) => name === 'date',
    signParameter: (name) => name === 'acl',
    signHost: false,
  })
  expect(line).toContain('&q-header-list=date&q-url-param-list=acl&')
  expect(sign(full, credentials, options)).toContain('&q-header-list=host;range&q-url-param-list=acl;versionid&')
})

test('a callback that signs meanwhile does not disturb the signature', () => {
  const headers = { 'x-cos-acl': 'private' }
  const signHeader = () => sign(request, credentials, options) !== ''
  const plain = sign({ ...request, headers }, { ...credentials }, options)
  expect(sign({ ...request, headers }, credentials, { ...options, signHeader })).toBe(plain)
})

test('a refused text leaves nothing behind for the next signature', () => {
  const fresh = sign(request, { ...credentials }, options)
  expect(memberOf(() => sign({ ...request, path: '/\ud800' }, credentials, options))).toBe('request')
  expect(sign(request, credentials, options)).toBe(fresh)
})

describe('what cannot be signed is refused, and the message names it without its value', () => {
  const wrong: readonly (readonly [member: string, request: object, credentials?: object, options?: object])[] = [
    ['method', { method: '' }],
    ['path', { path: 'a.txt' }],
    ['path', { path: undefined }],
    ['host', { host: undefined }],
    ['headers.host', { headers: { Host: 'other' } }],
    ['headers.x-cos-acl', { headers: { 'x-cos-acl': 'a', 'X-Cos-Acl': 'b' } }],
    ['query.name', { query: { Name: '1', name: '2' } }],
    ['headers.x-cos-meta-a', { headers: { 'x-cos-meta-a': 'one\r\nx-cos-acl: public-read' } }],
    ['headers.x-cos-meta-a', { headers: { 'x-cos-meta-a': 1 } }],
    ['query.max-keys', { query: { 'max-keys': 1 } }],
    ['request', { path: '/\udc00' }],
    ['request', { query: { prefix: '\ud83d' } }],
    ['credentials.secretId', {}, { secretId: '' }],
    ['credentials.secretId', {}, { secretId: ' AKIDEXAMPLE' }],
    ['credentials.secretId', {}, { secretId: 'a&q-ak=b' }],
    ['credentials.secretKey', {}, { secretKey: undefined }],
    ['credentials.secretKey', {}, { secretKey: 'SECRETEXAMPLE\n' }],
    ['options', {}, {}, { startsAt: 1.5 }],
    ['options', {}, {}, { startsAt: -1 }],
    ['options', {}, {}, { startsAt: Number.NaN }],
    ['options', {}, {}, { expiresInSeconds: 0 }],
  ]
  for (const [member, change, keys = {}, window = {}] of wrong) {
    test(`${member} of ${JSON.stringify([change, keys, window])}`, () => {
      const signWrong = () =>
        sign({ ...request, ...change } as typeof request, { ...credentials, ...keys } as Credentials, { ...options, ...window })
      expect(memberOf(signWrong)).toBe(member)
      expect(signWrong).toThrow(expect.not.objectContaining({ message: expect.stringMatching(/SECRETEXAMPLE|public-read/) }))
    })
  }
})

describe('authorize', () => {
  test('without credentials the request stays anonymous', () => {
    expect(authorize(request, undefined)).toEqual({})
  })

  test('the token of temporary credentials becomes a signed header', () => {
    const temporary = { ...credentials, securityToken: 'TOKEN' }
    const headers = authorize(request, temporary, options)
    expect(headers['x-cos-security-token']).toBe('TOKEN')
    expect(headers['authorization']).toContain('&q-header-list=host;x-cos-security-token&')
    const image = authorize(request, temporary, { ...options, tokenHeader: 'x-ci-security-token' })
    expect(Object.keys(image).sort()).toEqual(['authorization', 'x-ci-security-token'])
  })
})
