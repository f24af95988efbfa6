import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { CosClient, CreateBucketCommand } from '@cos/core'
import { createLocalServer, localAccount } from '@cos/local-server'
import { browserTopics, driveBrowserSdk, loadBrowserSdk } from './browser-sdk.js'
import { driveCoscmd } from './coscmd.js'
import { Coverage } from './coverage.js'
import { driveNodeSdk, loadNodeSdk, nodeTopics, resolveEverythingHere, topicBucket } from './node-sdk.js'
import { driveOpenDal } from './open-dal.js'
import { fill } from './ours/objects.js'
import { drivePythonSdk, loadPythonSdk, pythonTopics } from './python-sdk.js'
import { Report } from './report.js'
import { virtualEnvironment } from './virtual-environment.js'

// The official SDKs and the official command line are the second opinion on the server, and on what our client sends: both must mean the same bytes.
// A topic is a file of the same name in `node`, in `python`, in `browser`, or in several of them; what our client finds afterwards stands in `ours`.

/** What our client does with the bucket of a topic. */
interface OurSide {
  /** Lays out what the topic finds there. */
  before?(client: CosClient, bucket: string): Promise<void>
  /** Looks at what the topic left there. */
  after?(client: CosClient, bucket: string, report: Report): Promise<void>
}

async function ourSideOf(topic: string): Promise<OurSide> {
  const file = new URL(`ours/${topic}.ts`, import.meta.url)
  return existsSync(file) ? ((await import(file.href)) as OurSide) : {}
}

/** Makes the buckets of topics, lets an official SDK at them, and looks at what it left. */
async function between(sdk: string, topics: readonly string[], drive: (topics: readonly string[]) => Promise<void>): Promise<void> {
  for (const topic of topics) {
    const bucket = topicBucket(sdk, topic)
    await client.send(new CreateBucketCommand({ bucket }))
    await (await ourSideOf(topic)).before?.(client, bucket)
  }
  coverage.sdk = sdk
  await drive(topics)
  coverage.sdk = undefined
  for (const topic of topics) {
    const { after } = await ourSideOf(topic)
    await report.check(`our side of ${topic} after ${sdk}`, () => after?.(client, topicBucket(sdk, topic), report))
  }
}

/** `npm run interop` runs all topics; their names as arguments choose some. `--write` writes down which operations they cover. */
const wanted = process.argv.slice(2).filter((argument) => argument !== '--write')
const chosen = (topics: readonly string[]) => topics.filter((topic) => wanted.length === 0 || wanted.includes(topic))

const cache = path.join(path.dirname(fileURLToPath(import.meta.url)), '.cache')
await mkdir(cache, { recursive: true })
const [Sdk, python, browser, coscmd, openDal] = await Promise.all([
  loadNodeSdk(cache),
  loadPythonSdk(cache),
  loadBrowserSdk(cache),
  virtualEnvironment(cache, 'coscmd', '1.9.0.6'),
  virtualEnvironment(cache, 'opendal', '0.47.12'),
])

const other = { appId: '1259999999', ownerUin: '100000000099', secretId: 'other-id', secretKey: 'other-key' }
const temporary = { ...localAccount, secretId: 'temporary-id', secretKey: 'temporary-key', securityToken: 'temporary-token' }
const coverage = new Coverage()
// The official SDKs have a port of their own, which tells their requests from those of our client.
const server = createLocalServer({
  accounts: [localAccount, other, temporary],
  onRequest: (record) => record.resource.includes(`:${port}/`) && coverage.note(record),
})
const { port } = await server.listen()
const { url } = await server.listen()
const { credentials, region } = server
const client = new CosClient({ credentials, region, endpoint: url })
const report = new Report()
const setting = { port, region, credentials, other, temporary, cache, ours: 'ours-1250000000' }
try {
  await fill(client, setting.ours)
  resolveEverythingHere()
  await between('node', chosen(nodeTopics()), (topics) => driveNodeSdk(Sdk, setting, topics, client, report))
  if ('interpreter' in python) {
    const { interpreter } = python
    await between('python', chosen(pythonTopics()), (topics) => drivePythonSdk(interpreter, setting, topics, report))
  } else {
    console.log(`\n!!! SKIPPED: the official SDK for Python could not be installed: ${python.missing}\n`)
  }
  if ('script' in browser) {
    await between('browser', chosen(browserTopics()), (topics) => driveBrowserSdk(browser, setting, topics, report))
  } else {
    console.log(`\n!!! SKIPPED: the official SDK for browsers could not be run: ${browser.missing}\n`)
  }
  if ('missing' in coscmd) console.log(`\n!!! SKIPPED: the official command line could not be installed: ${coscmd.missing}\n`)
  else if (chosen(['coscmd']).length > 0) await driveCoscmd(path.join(coscmd.folder, 'bin', 'coscmd'), setting, client, report)
  if ('missing' in openDal) console.log(`\n!!! SKIPPED: OpenDAL could not be installed: ${openDal.missing}\n`)
  else if (chosen(['opendal']).length > 0) await driveOpenDal(openDal.interpreter, setting, client, report)
  if (wanted.length === 0 && 'interpreter' in python && 'script' in browser) await coverage.keep(report, process.argv.includes('--write'))
} finally {
  await client.close()
  await server.close()
}
console.log(`${report.passed} passed, ${report.failed} failed`)
// The official SDK keeps timers and sockets of its own.
process.exit(report.failed > 0 ? 1 : 0)
