import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authorize } from './authorize.js'
import { presign } from './presign.js'
import { sign } from './sign.js'
import type { VerifiableRequest } from './verifiable-request.js'
import { verify } from './verify.js'

const credentials = { secretId: 'AKIDEXAMPLE', secretKey: 'SECRETEXAMPLE' }
const lookup = (secretId: string) => (secretId === credentials.secretId ? credentials : undefined)
const at = 1_700_000_000
const options = { startsAt: at }
const base = {
  method: 'PUT',
  path: '/a b.txt',
  query: { acl: '', versionId: 'v1' },
  headers: { host: 'examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com', 'x-cos-acl': 'private', range: 'bytes=0-9' },
}

function withSignature(request: typeof base, line = sign(request, credentials, options)) {
  return { ...request, headers: { ...request.headers, authorization: line } }
}

function codeOf(request: VerifiableRequest, more: Parameters<typeof verify>[2] = {}, find: Parameters<typeof verify>[1] = lookup): string {
  const result = verify(request, find, { at, ...more })
  return result.ok ? 'ok' : result.code
}

const word = fc.string({ unit: 'grapheme', maxLength: 20 })
const headerValue = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/)
const requests = fc.record({
  method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD'),
  path: word.map((key) => `/${key}`),
  query: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9 ~/()é-]{0,12}$/), word, { maxKeys: 5, noNullPrototype: true }),
  headers: fc
    .dictionary(fc.stringMatching(/^x-cos-meta-[a-z0-9-]{1,10}$/), headerValue, { maxKeys: 5, noNullPrototype: true })
    .map((headers) => ({ ...headers, host: 'example.com' })),
})

test('what was signed in a header verifies, and tells who signed what', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const authorization = sign(request, credentials, options)
      const result = verify({ ...request, headers: { ...request.headers, authorization } }, lookup, { at, isStrict: true })
      expect(result).toMatchObject({ ok: true, secretId: 'AKIDEXAMPLE', place: 'header', startsAt: at, endsAt: at + 900 })
    }),
  )
})

test('what was signed in the query verifies', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const query = { ...request.query, ...presign(request, credentials, options) }
      expect(verify({ ...request, query }, lookup, { at, isStrict: true })).toMatchObject({ ok: true, place: 'query' })
    }),
  )
})

test('any change to a signed part is refused', () => {
  fc.assert(
    fc.property(requests, fc.nat(), (request, choice) => {
      const authorization = sign(request, credentials, options)
      const { method, path, query, headers } = request
      const names = Object.keys(query)
      const metadata = Object.keys(headers).filter((name) => name !== 'host')
      const changed: VerifiableRequest[] = [
        { ...request, method: `${method}X` },
        { ...request, path: `${path}x` },
        { ...request, path: `/${path}` },
        { ...request, headers: { ...headers, host: 'example.org' } },
        ...names.map((name) => ({ ...request, query: { ...query, [name]: `${query[name]}x` } })),
        ...names.map((name) => ({ ...request, query: { ...query, [name]: undefined } })),
        ...names.map((name) => ({ ...request, query: [...Object.entries(query), [name, 'second'] as const] })),
        ...metadata.map((name) => ({ ...request, headers: { ...headers, [name]: 'other value' } })),
        ...metadata.map((name) => ({ ...request, headers: { ...headers, [name]: undefined } })),
      ]
      const received = changed[choice % changed.length]!
      expect(codeOf({ ...received, headers: { ...received.headers, authorization } })).toBe('SignatureDoesNotMatch')
    }),
    { numRuns: 400 },
  )
})

test('the fields may come in any order, and differ in none', () => {
  const line = sign(base, credentials, options)
  expect(codeOf(withSignature(base, line.split('&').reverse().join('&')))).toBe('ok')
  for (const [field, code] of [
    ['q-signature', 'SignatureDoesNotMatch'],
    ['q-ak', 'InvalidAccessKeyId'],
    ['q-sign-algorithm', 'AccessDenied'],
  ]) {
    expect(codeOf(withSignature(base, line.replace(`${field}=`, `${field}=0`)))).toBe(code)
    expect(codeOf(withSignature(base, line.replace(`${field}=`, `no-${field}=`)))).toBe('AccessDenied')
  }
  expect(codeOf(withSignature(base, `${line}&q-ak=AKIDEXAMPLE`))).toBe('AccessDenied')
})

test('a window that is over reads as clients expect it, one to come does not', () => {
  const request = withSignature(base)
  expect(verify(request, lookup, { at: at + 901 })).toMatchObject({
    ok: false,
    status: 403,
    code: 'AccessDenied',
    message: 'Request has expired',
  })
  expect(codeOf(request, { at: at + 900 })).toBe('ok')
  expect(codeOf(request, { at: at - 1 })).toBe('RequestTimeTooSkewed')
  expect(codeOf(withSignature(base, sign(base, credentials, options).replace('q-key-time=1700000000', 'q-key-time=now')))).toBe(
    'AccessDenied',
  )
})

test('an unsigned request is anonymous, never verified', () => {
  expect(verify(base, lookup)).toMatchObject({ ok: false, anonymous: true, code: 'AccessDenied' })
})

test('a signature of another kind is refused, not taken for anonymous', () => {
  expect(verify(withSignature(base, 'Basic dXNlcg=='), lookup, { at })).toMatchObject({ ok: false, anonymous: false, code: 'AccessDenied' })
})

test('two signatures are one too many', () => {
  const both = { ...withSignature(base), query: { ...base.query, ...presign(base, credentials, options) } }
  expect(codeOf(both)).toBe('AccessDenied')
  expect(codeOf({ ...withSignature(base), query: { ...base.query, sign: sign(base, credentials, options) } })).toBe('AccessDenied')
})

test('a parameter that happens to be called sign is none', () => {
  const request = { ...base, query: { sign: 'libra' } }
  expect(codeOf({ ...request, headers: { ...base.headers, authorization: sign(request, credentials, options) } })).toBe('ok')
})

test('a SecretId with spaces around it is refused even by a lookup that would trim it', () => {
  const line = sign(base, credentials, options).replace('q-ak=AKIDEXAMPLE', 'q-ak= AKIDEXAMPLE')
  expect(codeOf(withSignature(base, line), {}, () => credentials)).toBe('InvalidAccessKeyId')
})

test('the host verifies with and without its port', () => {
  const signed = (host: string) => sign({ ...base, headers: { ...base.headers, host } }, credentials, options)
  const received = (line: string) => ({ ...base, headers: { ...base.headers, host: 'LocalHost:9000', authorization: line } })
  expect(['LocalHost:9000', 'LocalHost', 'localhost'].map((host) => codeOf(received(signed(host))))).toEqual(['ok', 'ok', 'ok'])
  expect(codeOf(received(signed('localhost:9001')))).toBe('SignatureDoesNotMatch')
})

test('UTF-8 that a server read byte by byte still verifies', () => {
  const line = sign({ ...base, headers: { ...base.headers, 'x-cos-meta-title': '标题' } }, credentials, options)
  const bytewise = String.fromCharCode(...new TextEncoder().encode('标题'))
  expect(codeOf({ ...base, headers: { ...base.headers, 'x-cos-meta-title': bytewise, authorization: line } })).toBe('ok')
})

test('unlisted parts may be added, unless the check is strict', () => {
  const added = { ...withSignature(base), query: { ...base.query, 'response-content-type': 'text/html' } }
  expect(codeOf(added)).toBe('ok')
  expect(verify(added, lookup, { at, isStrict: true })).toMatchObject({
    ok: false,
    message: expect.stringContaining('response-content-type'),
  })
  const withoutHost = withSignature(base, sign(base, credentials, { ...options, signHost: false }))
  expect(codeOf(withoutHost)).toBe('ok')
  expect(codeOf(withoutHost, { isStrict: true })).toBe('AccessDenied')
})

test('a mismatch is explained without the right signature or a key', () => {
  const right = sign({ ...base, path: '/b' }, credentials, options)
  const result = verify({ ...withSignature(base), path: '/b' }, lookup, { at })
  expect(result).toMatchObject({ ok: false, explanation: { path: '/b', headerList: ['host', 'range', 'x-cos-acl'] } })
  expect(JSON.stringify(result)).not.toContain(right.slice(-40))
  expect(JSON.stringify(result)).not.toContain('SECRETEXAMPLE')
})

describe('temporary credentials', () => {
  const temporary = { ...credentials, securityToken: 'TOKEN+/==', expiresAt: new Date((at + 10) * 1000) }
  const find = () => temporary

  test('the token must be that of the SecretId', () => {
    const headers = authorize(base, temporary, options)
    expect(verify({ ...base, headers: { ...base.headers, ...headers } }, find, { at })).toMatchObject({
      ok: true,
      securityToken: 'TOKEN+/==',
    })
    expect(codeOf(withSignature(base), {}, find)).toBe('InvalidToken')
    const wrong = { ...base.headers, authorization: sign(base, credentials, options), 'x-cos-security-token': 'OTHER' }
    expect(codeOf({ ...base, headers: wrong }, {}, find)).toBe('InvalidToken')
  })

  test('an expired token is told from an expired window', () => {
    const headers = { ...base.headers, ...authorize(base, temporary, options) }
    expect(codeOf({ ...base, headers }, { at: at + 10 }, find)).toBe('ExpiredToken')
  })

  test('a token whose plus became a space on the way is still the token', () => {
    const query = { ...base.query, ...presign(base, credentials, options), 'x-cos-security-token': 'TOKEN /==' }
    expect(verify({ ...base, query }, find, { at })).toMatchObject({ ok: true, securityToken: 'TOKEN+/==' })
  })
})
