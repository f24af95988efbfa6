import { InputError } from '@cos/core'
import { describe, expect, test } from 'vitest'
import { checkFilePath, checkFolderPath, checkSubfolderPath } from './check-path.js'

describe('paths of files', () => {
  test.each(['/a.txt', '/目录/文 件.txt', '/a/../b', '/a~b', "/a'b", '/.x'])('%j is one', (path) => expect(checkFilePath(path)).toBe(path))

  test('blanks at the ends are stripped', () => expect(checkFilePath('  /pad.txt ')).toBe('/pad.txt'))

  test.each([
    ['a.txt', 'start with'],
    ['', 'start with'],
    ['/a.txt/', 'folder'],
    ['/', 'folder'],
    ['/a//b', 'two slashes'],
    ['/a/ \t/b', 'two slashes'],
    ['/\ud800', 'surrogate'],
    ...[...'?*:|\\<>"'].map((letter) => [`/a${letter}b`, `holds ${letter}`]),
  ])('%j is refused', (path, problem) => {
    expect(() => checkFilePath(path)).toThrow(InputError)
    expect(() => checkFilePath(path)).toThrow(`path: ${''}`)
    expect(() => checkFilePath(path)).toThrow(problem)
  })
})

describe('paths of folders', () => {
  test('end in a slash', () => {
    expect(checkSubfolderPath('/dir/')).toBe('/dir/')
    expect(() => checkSubfolderPath('/dir')).toThrow('ends in /')
  })

  test('the root can be listed, and nothing else', () => {
    expect(checkFolderPath('/')).toBe('/')
    expect(() => checkSubfolderPath('/')).toThrow('bucket itself')
  })
})
