import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { CosClient, CreateBucketCommand, GetObjectCommand, PutBucketCorsCommand, PutObjectCommand } from '@cos/core'
import { createLocalServer } from '@cos/local-server'
import { chromium } from 'playwright-core'
import { bundle } from './bundle.js'
import { findChromium } from './find-chromium.js'
import { submitForm } from './submit-form.js'
import { createVisitor } from './visitor.js'

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

// Pages of their own origin: what they may read of the other one is up to CORS.
const visitor = await createVisitor(note)
const { origin } = visitor
const allowing = createLocalServer({ allowOrigins: [origin], maxBuckets: 2000 })
const refusing = createLocalServer({ maxBuckets: 2000 })
const profile = await mkdtemp(path.join(os.tmpdir(), 'cos-chromium-'))
const browser = await chromium.launchPersistentContext(profile, { executablePath: findChromium(), args: flags.split(' '), headless: true })
try {
  const { credentials, region } = allowing
  const open = async (endpoint: string, file: string, part = 0) =>
    visitor.visit(await bundle(file), { endpoint, region, credentials: { ...credentials }, part })
  const { url } = await allowing.listen()
  for (let part = 0; part < 5; part += 1) await open(url, 'page.ts', part)

  const client = new CosClient({ credentials, region, endpoint: url })
  await client.send(new CreateBucketCommand({ bucket: 'page-1250000000' }))
  await open(url, 'one-command.ts')
  const { body } = await client.send(new GetObjectCommand({ bucket: 'page-1250000000', key: 'from a page' }))
  note('what a page uploaded is there', (await body.text()) === 'hello from a page' ? undefined : 'it is not')
  for (let visit = 0; visit < 2; visit += 1) await open(url, 'transfer-page.ts')
  for (const [reading, cuts] of Object.entries({ bytes: 2, iteration: 2, stream: 2, replaced: 1, plain: 1 })) {
    allowing.script.next({ operation: 'GetObject', cut: 'mid-body', afterBytes: 100_000, times: cuts })
    await visitor.visit(await bundle('resumed-page.ts'), { endpoint: url, region, credentials: { ...credentials }, reading })
    note(`the page that reads ${reading} was cut`, allowing.script.pending === 0 ? undefined : `${allowing.script.pending} cuts are left`)
  }
  const page = await browser.newPage()
  page.on('pageerror', (error) => note('the page runs without error', error.message))
  note('a plain HTML form uploads, and leads on', await submitForm({ page, origin, endpoint: url, credentials, client }).catch(String))
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

  // The rules of a bucket let in whom the server itself does not.
  const owner = new CosClient({ credentials, region, endpoint: closed.url })
  const bucket = 'ruled-1250000000'
  await owner.send(new CreateBucketCommand({ bucket, acl: 'public-read' }))
  await owner.send(new PutObjectCommand({ bucket, key: 'a', body: 'a' }))
  const address = `${closed.url}/${bucket}/`
  const put = (key: string) => owner.presign(new PutObjectCommand({ bucket, key, body: '' }))
  const outcome = (target: string, init: { method?: string; body?: string; headers?: Record<string, string>; cache?: 'no-store' } = {}) =>
    page.evaluate(
      ([to, options]) =>
        fetch(to, options).then(
          (response) => `${response.status} ${response.headers.get('etag') ? 'with' : 'without'} ETag`,
          () => 'refused',
        ),
      [target, init] as const,
    )
  const outcomes = async () => {
    const init = { method: 'PUT', body: 'from a page', headers: { 'content-type': 'text/x-page' } }
    const more = { ...init, headers: { ...init.headers, 'x-cos-meta-a': '1' } }
    return [
      await outcome(`${address}a`, { cache: 'no-store' }),
      await outcome(await put('plain'), init),
      await outcome(await put('special'), more),
    ]
  }
  const expectOutcomes = async (name: string, wanted: string) => {
    const seen = (await outcomes()).join(', ')
    note(name, seen === wanted ? undefined : seen)
  }
  await expectOutcomes('before a bucket has CORS rules a page neither reads nor writes', 'refused, refused, refused')
  const reading = { allowedOrigins: [origin], allowedMethods: ['GET' as const], exposeHeaders: ['ETag'] }
  await owner.send(new PutBucketCorsCommand({ bucket, rules: [reading] }))
  await expectOutcomes('a rule for GET lets a page read, and see what is exposed', '200 with ETag, refused, refused')
  const writing = { allowedOrigins: ['http://*'], allowedMethods: ['PUT' as const], allowedHeaders: ['content-type'] }
  await owner.send(new PutBucketCorsCommand({ bucket, rules: [reading, writing] }))
  await expectOutcomes('a rule for PUT lets a page write with the headers it names', '200 with ETag, 200 without ETag, refused')
  await owner.send(new PutBucketCorsCommand({ bucket, rules: [{ ...reading, allowedOrigins: ['https://elsewhere.example'] }] }))
  await expectOutcomes('rules for others do not help', 'refused, refused, refused')
  await owner.close()
} finally {
  await browser.close()
  await Promise.all([allowing.close(), refusing.close()])
  await visitor.close()
  await rm(profile, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
