import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { CosClient, CreateBucketCommand, GetObjectCommand } from '@cos/core'
import { createLocalServer } from '@cos/local-server'
import { chromium } from 'playwright-core'
import { bundle } from './bundle.js'
import { findChromium } from './find-chromium.js'

// The suites, the signature vectors and the XML fixtures in a real browser, against a server of another origin.

const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
let passed = 0
let failed = 0
const note = (name: string, problem: string | undefined | null) => {
  if (problem === undefined || problem === null) passed += 1
  else {
    failed += 1
    console.log(`FAILED ${name}: ${problem}`)
  }
}

// A page of its own origin: what it may read of the other one is up to CORS.
const site = createServer((_, response) =>
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>page</title>'),
)
await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
const allowing = createLocalServer({ allowOrigins: [origin] })
const refusing = createLocalServer()
const profile = await mkdtemp(path.join(os.tmpdir(), 'cos-chromium-'))
const browser = await chromium.launchPersistentContext(profile, { executablePath: findChromium(), args: flags.split(' '), headless: true })
try {
  const page = await browser.newPage()
  page.on('pageerror', (error) => note('the page runs without error', error.message))
  await page.exposeFunction('report', note)
  const { credentials, region } = allowing
  const open = async (endpoint: string, file: string) => {
    await page.goto(origin)
    await page.evaluate((value) => Object.assign(globalThis, { setting: value }), { endpoint, region, credentials: { ...credentials } })
    const code = await bundle(file)
    // A module ends when its top-level awaits have; a string is evaluated as a function around it.
    const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
    await page.evaluate((module) => import(module).then(() => undefined), url)
  }
  const { url } = await allowing.listen()
  await open(url, 'page.ts')

  const client = new CosClient({ credentials, region, endpoint: url })
  await client.send(new CreateBucketCommand({ bucket: 'page-1250000000' }))
  await open(url, 'one-command.ts')
  const { body } = await client.send(new GetObjectCommand({ bucket: 'page-1250000000', key: 'from a page' }))
  note('what a page uploaded is there', (await body.text()) === 'hello from a page' ? undefined : 'it is not')
  for (let visit = 0; visit < 2; visit += 1) await open(url, 'transfer-page.ts')
  await client.close()

  const closed = await refusing.listen()
  const problems: string[] = []
  await page.goto(origin)
  const refused = await page.evaluate(
    (address) =>
      fetch(`${address}/page-1250000000/a`, { method: 'PUT', headers: { 'x-cos-acl': 'private' } }).then(
        () => 'answered',
        () => 'refused',
      ),
    closed.url,
  )
  note('without a CORS rule a page gets nothing', refused === 'refused' ? undefined : `${refused} ${problems}`)
} finally {
  await browser.close()
  await Promise.all([allowing.close(), refusing.close()])
  await new Promise((resolve) => site.close(resolve))
  await rm(profile, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
