import { expect, test } from 'vitest'
import { QuickDisk } from './quick-disk.js'

const elsewhere = async () => 'elsewhere'
const slowly = () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
  return 'here'
}

test('what is quick is done here', () => {
  const disk = new QuickDisk()
  for (let count = 0; count < 1000; count++) expect(disk.do(() => 'here', elsewhere)).toBe('here')
})

test('after some slow things in a row the next ones are done elsewhere, until this thread is tried again', async () => {
  const disk = new QuickDisk()
  for (let count = 0; count < 4; count++) expect(disk.do(slowly, elsewhere)).toBe('here')
  for (let count = 0; count < 64; count++) expect(await disk.do(slowly, elsewhere)).toBe('elsewhere')
  expect(disk.do(() => 'here', elsewhere)).toBe('here')
})

test('one slow thing among quick ones changes nothing: the machine was busy', () => {
  const disk = new QuickDisk()
  for (let count = 0; count < 10; count++) {
    expect(disk.do(slowly, elsewhere)).toBe('here')
    expect(disk.do(() => 'here', elsewhere)).toBe('here')
  }
})

test('what fails slowly counts, too', () => {
  const disk = new QuickDisk()
  const fail = () => {
    throw new Error(slowly())
  }
  for (let count = 0; count < 4; count++) expect(() => disk.do(fail, elsewhere)).toThrow('here')
  expect(disk.do(slowly, elsewhere)).toBeInstanceOf(Promise)
})
