import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testStore } from './conformance.fixture.js'
import { openDiskStore } from './disk.js'

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
