import { createFetchTransport } from '@cos/core'
import { createLocalServer } from '@cos/local-server'
import { afterAll } from 'vitest'
import { wholeSuite } from './suite/whole-suite.js'

const server = createLocalServer({ maxBuckets: 2000 })
const { url } = await server.listen()
const { credentials, region, script } = server
// A stream goes in chunks through `fetch`, without the length that was signed: it stands apart until that is settled.
wholeSuite({ credentials, region, transport: createFetchTransport(), script, endpoint: url, takesAnyKey: false, takesStreams: true })

afterAll(() => server.close())
