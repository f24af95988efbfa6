import { expect, test } from 'vitest'
import { diff } from './diff.js'
import { explain } from './explain.js'
import { readHttpString } from './read-http-string.js'

const options = { startsAt: 1_700_000_000 }
const request = {
  method: 'PUT',
  path: '/a b.txt',
  host: 'example.com',
  query: { acl: '' },
  headers: { 'x-cos-acl': 'private', 'x-cos-security-token': 'a-long-security-token' },
}

test('equal requests show no difference', () => {
  expect(diff(explain(request, options), explain(request, options))).toEqual([])
})

test('every difference is one sentence, and secrets are cut', () => {
  const other = {
    method: 'GET',
    path: '/a%20b.txt',
    host: 'example.org',
    query: { uploads: '' },
    headers: { 'x-cos-acl': 'private ', 'x-cos-security-token': 'another-security-token' },
  }
  expect(diff(explain(request, options), explain(other, { startsAt: 1_700_000_001 }))).toEqual([
    'The method differs: "put" in the first, "get" in the second.',
    'The path differs: "/a b.txt" in the first, "/a%20b.txt" in the second.',
    'The time window differs: "1700000000;1700000900" in the first, "1700000001;1700000901" in the second.',
    'The parameter acl is signed in the first only.',
    'The parameter uploads is signed in the second only.',
    'The header host differs: "example.com" in the first, "example.org" in the second.',
    'The header x-cos-security-token differs: "a-lo…" (21 characters) in the first, "anot…" (22 characters) in the second.',
  ])
})

test('the HttpString of an answer reads back as the explanation it came from', () => {
  const own = explain({ ...request, path: '/line\nfeed', query: { acl: '', prefix: 'a&b=c' } }, options)
  expect(readHttpString(own.httpString, own.stringToSign)).toEqual(own)
  expect(diff(own, readHttpString(own.httpString))).toEqual([])
  expect(() => readHttpString('get\n/\n')).toThrow('httpString')
})
