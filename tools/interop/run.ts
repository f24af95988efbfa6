import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { CosClient } from '@cos/core'
import { createLocalServer } from '@cos/local-server'
import { driveNodeSdk, loadNodeSdk, resolveEverythingHere } from './node-sdk.js'
import { clear, fill, verify } from './our-side.js'
import { drivePythonSdk, loadPythonSdk } from './python-sdk.js'
import { Report } from './report.js'

// The official SDKs are the second opinion on the server, and on what our client sends: both must mean the same bytes.

const cache = path.join(path.dirname(fileURLToPath(import.meta.url)), '.cache')
await mkdir(cache, { recursive: true })
const [Sdk, python] = await Promise.all([loadNodeSdk(cache), loadPythonSdk(cache)])

const server = createLocalServer()
const { port, url } = await server.listen()
const { credentials, region } = server
const client = new CosClient({ credentials, region, endpoint: url })
const report = new Report()
const setting = (name: string) => ({ port, region, credentials, cache, ours: 'ours-1250000000', theirs: `${name}-1250000000` })
try {
  await fill(client, 'ours-1250000000')
  resolveEverythingHere()
  await driveNodeSdk(Sdk, setting('node'), report)
  await verify(client, 'node-1250000000', 'the Node SDK', report)
  if ('interpreter' in python) {
    await drivePythonSdk(python.interpreter, setting('python'), report)
    await verify(client, 'python-1250000000', 'the Python SDK', report)
    await report.check('our client deletes what the Python SDK stored', () => clear(client, 'python-1250000000'))
  } else {
    console.log(`\n!!! SKIPPED: the official SDK for Python could not be installed: ${python.missing}\n`)
  }
  await report.check('our client deletes what the Node SDK stored', () => clear(client, 'node-1250000000'))
} finally {
  await client.close()
  await server.close()
}
console.log(`${report.passed} passed, ${report.failed} failed`)
// The official SDK keeps timers and sockets of its own.
process.exit(report.failed > 0 ? 1 : 0)
