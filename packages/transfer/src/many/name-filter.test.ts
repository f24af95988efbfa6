import { InputError } from '@cos/core'
import { expect, test } from 'vitest'
import { nameFilter } from './name-filter.js'

const names = ['.git/config', 'a.js', 'a.txt', 'docs/', 'docs/a.js', 'docs/deep/b.js', 'docs2/c.js', 'weird[1].js']
const left = async (filter: Parameters<typeof nameFilter>[0]) => names.filter((await nameFilter(filter)).takes)

test('globs look at names, at whole paths when they have a slash, and at the folders around', async () => {
  expect(await left({})).toEqual(names)
  expect(await left({ include: ['*.js'] })).toEqual(['a.js', 'docs/a.js', 'docs/deep/b.js', 'docs2/c.js', 'weird[1].js'])
  expect(await left({ include: ['docs/*.js'] })).toEqual(['docs/a.js'])
  expect(await left({ include: ['docs'] })).toEqual(['docs/', 'docs/a.js', 'docs/deep/b.js'])
  expect(await left({ exclude: ['.*', 'docs/**', '**/c.js'] })).toEqual(['a.js', 'a.txt', 'weird[1].js'])
  expect(await left({ include: ['*.js'], exclude: ['docs/'] })).toEqual(['a.js', 'docs2/c.js', 'weird[1].js'])
  expect(await left({ include: ['weird\\[1\\].js', '{a,b}.txt'] })).toEqual(['a.txt', 'weird[1].js'])
})

test('folders that are left out are not entered', async () => {
  const { enters } = await nameFilter({ exclude: ['docs', '.*'], include: ['*.js'] })
  expect(['docs/', '.git/', 'src/', 'src/docs/'].map(enters)).toEqual([false, false, true, false])
})

test('what is no glob is refused', async () => {
  await expect(nameFilter({ include: [''] })).rejects.toThrow(InputError)
})
