import { createLocalServer } from '@cos/local-server'
import { wholeSuite } from './suite/whole-suite.js'

const { credentials, region, transport, script } = createLocalServer({ maxBuckets: 2000 })
wholeSuite({ credentials, region, transport, script, takesAnyKey: true, takesStreams: true })
