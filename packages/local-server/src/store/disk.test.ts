import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testStore } from './conformance.fixture.js'
import { openDatabase } from './database.js'
import { openDiskStore } from './disk.js'
import type { Store } from './store.js'
import { open, pattern, put, read } from './store-test-kit.fixture.js'

testStore('disk store', async (options) => {
  const folder = await mkdtemp(join(tmpdir(), 'cos-store-'))
  const store = await openDiskStore(folder, options)
  return {
    store,
    dispose: async () => {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
})

describe('folder', () => {
  let folder: string
  let store: Store
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cos-store-'))
    store = await openDiskStore(folder)
    await store.createBucket({ name: 'b', owner: 'o', region: 'r' })
  })
  afterEach(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })
  const reopen = async (durability: 'process' | 'power' = 'process') => {
    await store.close()
    store = await openDiskStore(folder, { durability })
  }
  const files = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile() && !/^(store\.db|encryption\.key)/.test(entry.name)).length
  }

  test('sealed bytes are nowhere in the folder, and are read after it was opened again', async () => {
    const secret = Buffer.from('nobody should find this text on the disk. '.repeat(3))
    const large = Buffer.concat([pattern(90_000), secret])
    for (const [key, bytes] of [
      ['small', secret],
      ['large', large],
    ] as const) {
      const sealed = await store.stage(bytes, { sealing: 'store' })
      await store.putObject({ bucket: 'b', key, body: sealed, versioning: 'never', attributes: {} })
    }
    await reopen()
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) expect((await readFile(join(entry.parentPath, entry.name))).includes('nobody should')).toBe(false)
    }
    expect((await read(store, 'small')).equals(secret)).toBe(true)
    expect((await read(store, 'large')).equals(large)).toBe(true)
  })

  test('everything is there when it is opened again', async () => {
    await put(store, '小/large', pattern(100_000), 'never', { a: 1 })
    await put(store, 'small', 'v1', 'enabled')
    await put(store, 'small', 'v2', 'enabled')
    await store.putConfiguration('b', 'cors', { rules: [] })
    const created = await store.createUpload({ bucket: 'b', key: 'u', attributes: {} })
    if (created.outcome !== 'created') throw new Error(created.outcome)
    const body = await store.stage(pattern(50_000))
    await store.putPart({ ...created.upload, partNumber: 1, body })
    const before = [await store.listVersions({ bucket: 'b', limit: 10 }), await store.listBuckets({ limit: 10 })]
    await reopen('power')
    expect([await store.listVersions({ bucket: 'b', limit: 10 }), await store.listBuckets({ limit: 10 })]).toEqual(before)
    expect((await read(store, '小/large')).equals(pattern(100_000))).toBe(true)
    expect(await store.getConfiguration('b', 'cors')).toEqual({ rules: [] })
    await store.completeUpload({ ...created.upload, parts: [{ partNumber: 1, etag: body.etag }], versioning: 'never' })
    expect((await read(store, 'u')).equals(pattern(50_000))).toBe(true)
    await put(store, 'durable', pattern(600_000))
    expect((await read(store, 'durable')).equals(pattern(600_000))).toBe(true)
  })

  test('files go with the last object that uses them, once nobody reads them', async () => {
    await put(store, 'a', pattern(100_000))
    const reader = await open(store, 'a')
    const body = await store.stageCopy(reader)
    await store.putObject({ bucket: 'b', key: 'c', body, versioning: 'never', attributes: {} })
    await (await store.stageCopy(reader)).discard()
    await (await store.stage(pattern(100_000))).discard()
    await put(store, 'a', 'small')
    await reader.close()
    await reopen()
    expect(await files()).toBe(1)
    await store.deleteObject({ bucket: 'b', key: 'c', versioning: 'never' })
    await reopen()
    expect(await files()).toBe(0)
  })

  test('what a process that died left behind is cleared', async () => {
    await put(store, 'a', pattern(100_000))
    await store.close()
    await writeFile(join(folder, 'staging', '000000000000ff'), 'half a body')
    store = await openDiskStore(folder)
    expect(await files()).toBe(1)
    await put(store, 'b', pattern(100_000, 2))
    expect((await read(store, 'a')).equals(pattern(100_000))).toBe(true)
  })

  test('a folder is open once', async () => {
    await expect(openDiskStore(folder)).rejects.toThrow('is in use by another store')
    const module = new URL('disk.ts', import.meta.url).href
    const code = `import { openDiskStore } from '${module}'; await openDiskStore(process.argv[1])`
    const other = spawnSync(process.execPath, ['--conditions=@cos/source', '--import', 'tsx', '--input-type=module', '-e', code, folder])
    expect(other.stderr.toString()).toContain('is in use by another store')
    await put(store, 'a', 'still works')
    await reopen()
    expect((await read(store, 'a')).toString()).toBe('still works')
  })

  test('a folder of another format or program is refused', async () => {
    await store.close()
    const alter = (sql: string) => {
      const database = openDatabase(join(folder, 'store.db'))
      database.exec(sql)
      database.close()
    }
    alter('PRAGMA user_version = 99')
    await expect(openDiskStore(folder)).rejects.toThrow('has format 99; this version reads format 1')
    alter('PRAGMA application_id = 7')
    await expect(openDiskStore(folder)).rejects.toThrow('was not made by this server')
    alter('PRAGMA user_version = 1; PRAGMA application_id = 0x434f536c')
    store = await openDiskStore(folder)
  })

  test('one change that throws does not spoil those beside it', async () => {
    const failure = new Error('mine')
    const failing = store.updateBucket('b', () => {
      throw failure
    })
    const good = Promise.all([put(store, 'a', pattern(50_000)), put(store, 'c', 'x'), store.putConfiguration('b', 'cors', 1)])
    await expect(failing).rejects.toBe(failure)
    await good
    await reopen()
    expect((await read(store, 'a')).equals(pattern(50_000))).toBe(true)
    expect(await store.getConfiguration('b', 'cors')).toBe(1)
  })
})
