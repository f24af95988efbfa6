import { join, relative, resolve, sep } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeSegments } from './safe-path.js'

test('no key leaves the folder', () => {
  const segment = fc.constantFrom('..', '.', '', 'a', 'b c', '...', '/', '\\', 'C:', 'é')
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 6 }), (segments) => {
      const safe = safeSegments(segments.join('/'), 'linux')
      if ('problem' in safe) return
      const root = resolve('/data/folder')
      const path = relative(root, join(root, ...safe))
      expect(path.split(sep)).not.toContain('..')
      expect(path).toBe(safe.join(sep))
    }),
    { numRuns: 2000 },
  )
})

test.each(['/a', '../a', 'a/..', 'a/../b', './a', 'a//b', '', 'a/', 'a\0b'])('%j is refused', (key) => {
  expect(safeSegments(key, 'linux')).toHaveProperty('problem')
})

test.each(['C:/a', 'a\\b', 'nul', 'con.txt', 'a.', 'a ', 'x/aux/y', 'a?b', 'a:b'])('%j is refused on Windows', (key) => {
  expect(safeSegments(key, 'win32')).toHaveProperty('problem')
  expect(safeSegments(key, 'linux')).toEqual(key.split('/'))
})
