import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { QuickDisk } from '../../quick-disk.js'
import { foundReader } from './read-found.js'
import { writeSmallFile } from './write-small-file.js'

/** A disk that does everything in one of the two ways. */
const disks = {
  here: () => Object.assign(new QuickDisk(), { do: (here: () => unknown) => here() }) as QuickDisk,
  elsewhere: () => Object.assign(new QuickDisk(), { do: (_here: unknown, elsewhere: () => unknown) => elsewhere() }) as QuickDisk,
}
const bytes = new Uint8Array([1, 2, 3])

describe.each(Object.entries(disks))('small files, %s', (_where, disk) => {
  const folder = () => mkdtempSync(join(tmpdir(), 'cos-small-'))

  test('are written with their time and permissions, and leave nothing beside them', async () => {
    const path = join(folder(), 'a')
    writeFileSync(path, 'before')
    await writeSmallFile(disk(), { path, bytes, attributes: { modifiedMs: 5000, mode: 0o640 }, existing: 'replace' })
    expect(readFileSync(path)).toEqual(Buffer.from(bytes))
    expect(statSync(path)).toMatchObject({ mtimeMs: 5000, mode: 0o100640 })
    expect(readdirSync(join(path, '..'))).toEqual(['a'])
  })

  test('do not take the place of what must stay', async () => {
    const path = join(folder(), 'a')
    const write = async () => writeSmallFile(disk(), { path, bytes, attributes: {}, existing: 'fail' })
    await write()
    await expect(write()).rejects.toMatchObject({ code: 'TargetExists' })
    expect(readdirSync(join(path, '..'))).toEqual(['a'])
  })

  test('that cannot get their name leave nothing either', async () => {
    const root = folder()
    const path = join(root, 'a')
    writeFileSync(join(root, 'b'), '')
    const attributes = { modifiedMs: Number.NaN }
    await expect((async () => writeSmallFile(disk(), { path, bytes, attributes, existing: 'replace' }))()).rejects.toThrow()
    expect(readdirSync(root)).toEqual(['b'])
  })

  test('are read with what is known of them, and larger ones only looked at', async () => {
    const path = join(folder(), 'a')
    writeFileSync(path, bytes)
    utimesSync(path, 5, 5)
    chmodSync(path, 0o600)
    const about = { path, sizeBytes: 3, modifiedMs: 5000, mode: 0o100600 }
    expect(await foundReader(disk())(path, 3)).toEqual({ ...about, bytes })
    expect(await foundReader(disk())(path, 2)).toEqual({ ...about, bytes: undefined })
    await expect((async () => foundReader(disk())(join(path, '..'), 3))()).rejects.toThrow('is not a file any more')
  })
})
