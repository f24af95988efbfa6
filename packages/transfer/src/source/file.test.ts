import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFile } from './file.js'
import type { SizedSource } from './source.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cos-source-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a file is read by parts, and everything else in the thread has a turn between two chunks', async () => {
  const bytes = Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * 7 + (index >> 8)) & 255)
  writeFileSync(path.join(folder, 'film'), bytes)
  const source = (await openFile(path.join(folder, 'film'))) as SizedSource
  let turns = 0
  const count = (): void => {
    turns++
    running = setImmediate(count)
  }
  let running = setImmediate(count)
  const moved: number[] = []
  const { body, release } = source.slice(400_000, 2_500_000, (sum) => moved.push(sum))
  const read: Buffer[] = []
  const turnsAt: number[] = []
  for await (const chunk of (body as () => AsyncIterable<Uint8Array>)()) {
    read.push(Buffer.from(chunk))
    turnsAt.push(turns)
  }
  clearImmediate(running)
  release?.()
  expect(Buffer.concat(read).equals(bytes.subarray(400_000, 2_900_000))).toBe(true)
  expect(read.length).toBeGreaterThan(5)
  expect(moved.at(-1)).toBe(2_500_000)
  expect(new Set(turnsAt).size).toBe(turnsAt.length)
  await source.close?.()
})

test('a file that has become shorter is an error that names it', async () => {
  const file = path.join(folder, 'log')
  writeFileSync(file, new Uint8Array(1000))
  const source = (await openFile(file)) as SizedSource
  writeFileSync(file, new Uint8Array(10))
  const { body } = source.slice(0, 1000, () => {})
  const all = async () => {
    for await (const _chunk of (body as () => AsyncIterable<Uint8Array>)());
  }
  await expect(all()).rejects.toMatchObject({ name: 'InputError', member: 'source' })
  await source.close?.()
})
