import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { requestTarget } from './request-target.js'

const encodePath = (path: string) => requestTarget({ path, query: {} })

describe('paths', () => {
  test.each([
    ['/exampleobject', '/exampleobject'],
    ['/a b+c.txt', '/a%20b%2Bc.txt'],
    ['/目录/文件', '/%E7%9B%AE%E5%BD%95/%E6%96%87%E4%BB%B6'],
    ['/a/./b', '/a/.%2Fb'],
    ['/../x', '/..%2Fx'],
    ["/it's(1)*!.txt", '/it%27s%281%29%2A%21.txt'],
    ['/a/..', '/a%2F..'],
    ['/a~b-c_d.e', '/a~b-c_d.e'],
    ['/100%', '/100%25'],
    ['/a//b', '/a/%2Fb'],
  ])('%s is written %s', (path, written) => {
    expect(encodePath(path)).toBe(written)
  })

  test('no path but one of dots alone is changed by a URL parser, and all decode to what they were', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a./ %é+?#]{1,12}$/), (key) => {
        const written = encodePath(`/${key}`)
        expect(decodeURIComponent(written)).toBe(`/${key}`)
        if (key !== '.' && key !== '..') expect(new URL(`http://host${written}`).pathname).toBe(written)
      }),
      { numRuns: 2000 },
    )
  })
})

test('a sub-resource is a bare word, in front', () => {
  expect(requestTarget({ path: '/a', query: { acl: '', versionId: 'x y' } })).toBe('/a?acl&versionId=x%20y')
})
