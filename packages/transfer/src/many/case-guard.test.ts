import { expect, test } from 'vitest'
import { CaseGuard } from './case-guard.js'
import { compareNames } from './compare-names.js'

test('names that differ in case alone are found, in files and in folders, however far apart', () => {
  const guard = new CaseGuard()
  const names = ['A/x', 'A/y', 'B', 'Z', 'a/x', 'b', 'b0', 'c/É', 'c/é', 'c/é2'].sort(compareNames)
  expect(names.filter((name) => guard.collision(name) !== undefined)).toEqual(['a/x', 'b', 'c/é'])
  const other = new CaseGuard()
  expect(['dir/', 'dir/a', 'dir/b'].map((name) => other.collision(name))).toEqual([undefined, undefined, undefined])
  expect(other.collision('dir/\u00e9')).toBeUndefined()
  expect(other.collision('dir/e\u0301')).toBe('dir/\u00e9')
})
