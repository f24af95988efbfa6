import { createTransport } from '@cos/core'
import { createLocalServer } from '@cos/local-server'
import { afterAll } from 'vitest'
import { wholeSuite } from './suite/whole-suite.js'

const server = createLocalServer({ maxBuckets: 2000 })
const { url } = await server.listen()
const transport = createTransport({ library: 'undici' })
const { credentials, region, script } = server
wholeSuite({ credentials, region, transport, script, endpoint: url, takesAnyKey: true, takesStreams: true })

afterAll(async () => {
  await transport.close?.()
  await server.close()
})
