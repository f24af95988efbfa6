import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openLocalServer } from '../local-server.js'
import { openDiskStore } from '../store/disk.js'
import type { ObjectRecord } from '../store/records.js'
import type { Store } from '../store/store.js'
import { walkVersions } from '../walk-versions.js'
import { workUntilKilled } from '../work-until-killed.fixture.js'

const script = new URL('replicate-until-killed.fixture.ts', import.meta.url)
const [bucket, backup] = ['photos-1250000000', 'backup-1250000000']

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cos-replication-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function versionsOf(store: Store, name: string): Promise<ObjectRecord[]> {
  const versions: ObjectRecord[] = []
  for await (const record of walkVersions(store, { bucket: name, signal: new AbortController().signal })) versions.push(record)
  return versions
}

/** Waits until nothing is pending. Nobody sweeps: what is left is gone about from the start. */
async function caughtUp(store: Store): Promise<void> {
  await vi.waitFor(
    async () => {
      const statuses = (await versionsOf(store, bucket)).map(({ attributes }) => attributes['replicationStatus'])
      expect(new Set(statuses)).toEqual(new Set(['Complete']))
    },
    { timeout: 20_000 },
  )
}

test('copies that were pending at kill -9 are made when the server starts again, each once and in order', { timeout: 60_000 }, async () => {
  let wasCut = 0
  for (const [round, lines] of [23, 90, 151].entries()) {
    const said = await workUntilKilled(script, folder, round, lines)
    const left = await openDiskStore(folder)
    wasCut += (await versionsOf(left, bucket)).filter(({ attributes }) => attributes['replicationStatus'] === 'Pending').length
    await left.close()
    const server = await openLocalServer({ data: folder })
    try {
      await caughtUp(server.store)
      const source = await versionsOf(server.store, bucket)
      const ids = new Set(source.map(({ key, versionId }) => `${key} ${versionId}`))
      expect(said.filter((line) => !ids.has(line))).toEqual([])
      const shape = ({ key, etag, isDeleteMarker, isLatest }: ObjectRecord) => `${key} ${isDeleteMarker ? 'marker' : etag} ${isLatest}`
      expect((await versionsOf(server.store, backup)).map(shape)).toEqual(source.map(shape))
    } finally {
      await server.close()
    }
  }
  expect(wasCut).toBeGreaterThan(0)
})
