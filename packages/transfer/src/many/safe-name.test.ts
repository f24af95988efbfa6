import { describe, expect, test } from 'vitest'
import { unsafeKeyProblem, unsafeNameProblem } from './safe-name.js'

describe('names in a folder', () => {
  test.each(['a', 'a/b', 'a/', '...', 'a..b/c', '.hidden', 'ü/😀', 'con', 'a:b', `${'x'.repeat(255)}/y`])('%j may be written', (name) => {
    expect(unsafeNameProblem(name, false)).toBeUndefined()
  })
  test.each(['..', '../a', 'a/..', 'a/../b', './a', 'a/.', '/a', '//', 'a//b', 'a\0b', 'x'.repeat(256), 'ü'.repeat(128), ''])(
    '%j may not',
    (name) => {
      expect(unsafeNameProblem(name, false)).toBeTypeOf('string')
    },
  )
  test.each([
    'con',
    'NUL.txt',
    'a/COM1',
    'lpt9.log',
    'com¹',
    'CONOUT$',
    'C:',
    'C:/a',
    'a\\..\\b',
    'a:stream',
    'trailing.',
    'trailing ',
    'a?',
    'a*',
    'a|b',
    'tab\t',
  ])('%j may not on Windows', (name) => {
    expect(unsafeNameProblem(name, true)).toBeTypeOf('string')
  })
})

test.each(['a/../b', '/a', 'x'.repeat(851), 'ü'.repeat(426), '\ud800', 'a\ufffd'])('the key %j is refused', (key) => {
  expect(unsafeKeyProblem(key)).toBeTypeOf('string')
})
test.each(['a', 'a/b/', 'x'.repeat(850), '😀'])('the key %j is taken', (key) => {
  expect(unsafeKeyProblem(key)).toBeUndefined()
})
