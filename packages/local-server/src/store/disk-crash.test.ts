import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { workUntilKilled } from '../work-until-killed.fixture.js'
import { openDatabase } from './database.js'
import { openDiskStore } from './disk.js'
import type { Store } from './store.js'
import { md5, pattern, read } from './store-test-kit.fixture.js'

const script = new URL('put-until-killed.fixture.ts', import.meta.url)
const sizes = [0, 100, 4096, 20_000, 300_000]

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cos-store-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('what was answered survives kill -9, and nothing half done is left', { timeout: 60_000 }, async () => {
  for (const [round, lines] of [37, 150, 301].entries()) {
    const said = await workUntilKilled(script, folder, round, lines)
    const store = await openDiskStore(folder)
    try {
      await checkAnswered(store, said)
      await checkAllReadable(store)
    } finally {
      await store.close()
    }
    await checkNothingLeftOver()
  }
})

async function checkAnswered(store: Store, said: readonly string[]): Promise<void> {
  const last = new Map<string, string>()
  for (const line of said) {
    const [verb, key, seed] = line.split(' ') as [string, string, string | undefined]
    last.set(key, verb === 'put' ? (seed as string) : verb)
  }
  for (const [key, state] of last) {
    const found = await store.getObject({ bucket: 'b', key })
    if (state === 'deleted') expect(found.outcome, key).toBe('no-such-key')
    else if (state !== 'deleting' && !key.includes('replaced')) {
      expect(found.outcome, key).toBe('found')
      const bytes = pattern(sizes[Number(state) % sizes.length] as number, Number(state))
      expect((await read(store, key)).equals(bytes), key).toBe(true)
    } else if (state !== 'deleting') {
      // A put after the last answer may have replaced it, wholly.
      expect(found.outcome === 'found' && Number(found.record.attributes['seed']) >= Number(state), key).toBe(true)
    }
  }
}

async function checkAllReadable(store: Store): Promise<void> {
  let marker: string | undefined
  do {
    const page = await store.listObjects({ bucket: 'b', marker, limit: 1000 })
    for (const { key, etag, attributes } of page.objects) {
      const bytes = await read(store, key)
      const seed = Number(attributes['seed'])
      expect(bytes.equals(pattern(sizes[seed % sizes.length] as number, seed)), key).toBe(true)
      if (!etag.includes('-')) expect(md5(bytes), key).toBe(etag)
    }
    marker = page.nextMarker
  } while (marker !== undefined)
}

/** Compares the files with what the database counts. */
async function checkNothingLeftOver(): Promise<void> {
  const database = openDatabase(join(folder, 'store.db'))
  const counted = database.prepare('SELECT count(*) FROM blobs').row()?.[0]
  expect(database.prepare('SELECT count(*) FROM garbage').row()?.[0]).toBe(0)
  database.close()
  expect(await readdir(join(folder, 'staging'))).toEqual([])
  const files = await readdir(join(folder, 'blobs'), { recursive: true, withFileTypes: true })
  expect(files.filter((file) => file.isFile())).toHaveLength(counted as number)
}
