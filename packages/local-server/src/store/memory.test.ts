import { testStore } from './conformance.fixture.js'
import { createMemoryStore } from './memory.js'

testStore('memory store', async (options) => {
  const store = createMemoryStore(options)
  return { store, dispose: () => store.close() }
})
