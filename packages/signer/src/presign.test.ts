import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodePath } from './encode-path.js'
import { parseTarget } from './parse-target.js'
import { presign, presignUrl } from './presign.js'
import { verify } from './verify.js'

const credentials = { secretId: 'AKIDEXAMPLE', secretKey: 'SECRETEXAMPLE' }
const request = { method: 'GET', path: '/a b.txt', host: 'example.com' }
const at = 1_700_000_000
const options = { startsAt: at }

test('the fields come in the order of the header form, the token last', () => {
  const parameters = presign(request, { ...credentials, securityToken: 'TOKEN' }, options)
  expect(Object.keys(parameters)).toEqual([
    'q-sign-algorithm',
    'q-ak',
    'q-sign-time',
    'q-key-time',
    'q-header-list',
    'q-url-param-list',
    'q-signature',
    'x-cos-security-token',
  ])
  expect(parameters['q-url-param-list']).toBe('x-cos-security-token')
})

test('a parameter that the signature sets itself is refused', () => {
  for (const name of ['q-ak', 'sign', 'Q-Signature']) {
    expect(() => presign({ ...request, query: { [name]: '' } }, credentials)).toThrow(`query.${name}`)
  }
  const temporary = { ...credentials, securityToken: 'TOKEN' }
  expect(() => presign({ ...request, query: { 'x-cos-security-token': '' } }, temporary)).toThrow('query.x-cos-security-token')
})

test('a presigned URL verifies for any key, after a URL parser has had it', () => {
  const segment = fc.oneof(fc.constantFrom('', '.', '..', 'a', '%2F', '?', '#'), fc.string({ unit: 'grapheme', maxLength: 8 }))
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 6 }), (segments) => {
      const path = `/${segments.join('/')}`
      fc.pre(path !== '/.' && path !== '/..')
      const url = new URL(presignUrl({ ...request, path, query: { acl: '', 'a b': "it's" } }, credentials, options))
      const target = parseTarget(url.pathname + url.search)
      expect(target.path).toBe(path)
      const result = verify({ method: 'GET', host: url.host, ...target }, () => credentials, { at, isStrict: true })
      expect(result).toMatchObject({ ok: true, place: 'query' })
    }),
    { numRuns: 500 },
  )
})

test('keys that no URL can hold are refused', () => {
  for (const path of ['/.', '/..']) expect(() => presignUrl({ ...request, path }, credentials)).toThrow('path')
  expect(() => presignUrl({ method: 'GET', path: '/a' }, credentials)).toThrow('host')
})

test('paths keep their slashes but for the fragile ones', () => {
  expect(['/', '/a/b', '//a', '/a//b', '/a/./b', '/./a', '/a/..', '/a/', '/é b'].map(encodePath)).toEqual([
    '/',
    '/a/b',
    '/%2Fa',
    '/a/%2Fb',
    '/a/.%2Fb',
    '/.%2Fa',
    '/a%2F..',
    '/a/',
    '/%C3%A9%20b',
  ])
})

test('a target is decoded once, and semicolons separate nothing', () => {
  expect(parseTarget('/%2Fa%252F+b?acl&q=1;2&x=a+b%2B&x=')).toEqual({
    path: '//a%2F+b',
    query: [
      ['acl', ''],
      ['q', '1;2'],
      ['x', 'a b+'],
      ['x', ''],
    ],
  })
  expect(() => parseTarget('/%ff')).toThrow('path')
  expect(() => parseTarget('/?a=%')).toThrow('query')
})
