import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  CosClient,
  CreateBucketCommand,
  DeleteBucketOriginCommand,
  DeleteBucketRefererCommand,
  GetObjectCommand,
  PutBucketCorsCommand,
  PutBucketDomainCommand,
  PutBucketOriginCommand,
  PutBucketRefererCommand,
  PutBucketWebsiteCommand,
  PutObjectCommand,
} from '@cos/core'
import { createLocalServer } from '@cos/local-server'
import { afterEach, beforeEach, expect, test } from 'vitest'

// What configurations do to people who know nothing of the SDK: set up with the client, visited over HTTP as browsers do, and looked at.

const bucket = 'shop-1250000000'

let server: ReturnType<typeof createLocalServer>
let client: CosClient
let url: string

beforeEach(async () => {
  server = createLocalServer({ sweepIntervalMs: 0 })
  url = (await server.listen()).url
  client = new CosClient({ region: server.region, credentials: server.credentials, endpoint: url })
  await client.send(new CreateBucketCommand({ bucket, acl: 'public-read' }))
})

afterEach(async () => {
  await client.close()
  await server.close()
})

const put = (key: string, body: string, contentType = 'text/html') => client.send(new PutObjectCommand({ bucket, key, body, contentType }))
/** As a browser that does not follow. */
const visit = (path: string, init: RequestInit = {}) => fetch(`${url}/${bucket}${path}`, { ...init, redirect: 'manual' })

/** As a browser whose name server knows the host; `fetch` may not say another host than it connects to. */
function visitHost(host: string, path: string): Promise<{ status: number; location: string | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(new URL(path, url), { headers: { host }, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, location: answer.headers.location, text: Buffer.concat(chunks).toString() }),
      )
    })
    asked.on('error', reject).end()
  })
}

test('CORS: the pages of a shop may upload pictures and read their ETags, and nobody else’s may', async () => {
  await client.send(
    new PutBucketCorsCommand({
      bucket,
      responseVary: true,
      rules: [
        {
          allowedOrigins: ['https://*.shop.example'],
          allowedMethods: ['PUT', 'GET'],
          allowedHeaders: ['content-type'],
          exposeHeaders: ['ETag'],
          maxAgeSeconds: 600,
        },
      ],
    }),
  )
  const origin = 'https://www.shop.example'
  const preflight = (from: string, headers: string) =>
    visit('/pictures/1.jpg', {
      method: 'OPTIONS',
      headers: { origin: from, 'access-control-request-method': 'PUT', 'access-control-request-headers': headers },
    })
  const allowed = await preflight(origin, 'content-type')
  expect([allowed.status, allowed.headers.get('access-control-allow-origin'), allowed.headers.get('access-control-max-age')]).toEqual([
    200,
    origin,
    '600',
  ])
  expect((await preflight(origin, 'x-cos-acl')).status).toBe(403)
  expect((await preflight('https://shop.example.evil', 'content-type')).status).toBe(403)

  const signedUrl = await client.presign(new PutObjectCommand({ bucket, key: 'pictures/1.jpg', body: '' }), { expiresInSeconds: 60 })
  const uploaded = await fetch(signedUrl, { method: 'PUT', headers: { origin, 'content-type': 'image/jpeg' }, body: 'jpeg' })
  expect([uploaded.status, uploaded.headers.get('access-control-expose-headers')]).toEqual([200, 'ETag'])
  expect(uploaded.headers.get('vary')).toContain('Origin')
  expect(uploaded.headers.get('etag')).toMatch(/^"[\da-f]{32}"$/)
  const stranger = await visit('/pictures/1.jpg', { headers: { origin: 'https://elsewhere.example' } })
  expect([stranger.status, stranger.headers.get('access-control-allow-origin')]).toEqual([200, null])
})

test('website: visitors get pages, are sent on from old addresses, and see the error page', async () => {
  await put('index.html', 'welcome')
  await put('blog/index.html', 'blog')
  await put('404.html', 'lost?')
  await client.send(
    new PutBucketWebsiteCommand({
      bucket,
      indexDocument: { suffix: 'index.html' },
      errorDocument: { key: '404.html' },
      routingRules: [{ condition: { keyPrefixEquals: 'news/' }, redirect: { replaceKeyPrefixWith: 'blog/' } }],
    }),
  )
  const site = `${bucket}.cos-website.${server.region}.myqcloud.com`
  expect(await visitHost(site, '/')).toMatchObject({ status: 200, text: 'welcome' })
  expect(await visitHost(site, '/blog/')).toMatchObject({ status: 200, text: 'blog' })
  expect(await visitHost(site, '/news/')).toMatchObject({ status: 302, location: `http://${site}/blog/` })
  expect(await visitHost(site, '/nothing')).toMatchObject({ status: 404, text: 'lost?' })
})

test('referer: the pictures of a shop show in its own pages only, until the list is taken away', async () => {
  await put('1.jpg', 'jpeg', 'image/jpeg')
  await client.send(
    new PutBucketRefererCommand({
      bucket,
      status: 'Enabled',
      refererType: 'White-List',
      domains: ['*.shop.example'],
      emptyReferConfiguration: 'Deny',
    }),
  )
  const embeddedBy = async (referer?: string) => (await visit('/1.jpg', { headers: referer === undefined ? {} : { referer } })).status
  expect(await embeddedBy('https://www.shop.example/hats')).toBe(200)
  expect(await embeddedBy('https://thief.example/')).toBe(403)
  expect(await embeddedBy()).toBe(403)
  // Whoever signs is no page.
  const { body } = await client.send(new GetObjectCommand({ bucket, key: '1.jpg' }))
  expect(await body.text()).toBe('jpeg')
  await client.send(new DeleteBucketRefererCommand({ bucket }))
  expect(await embeddedBy('https://thief.example/')).toBe(200)
})

test('domain: the name of a shop leads to its bucket, as files or as a website', async () => {
  await put('index.html', 'welcome')
  await client.send(new PutBucketWebsiteCommand({ bucket, indexDocument: { suffix: 'index.html' } }))
  await client.send(
    new PutBucketDomainCommand({
      bucket,
      rules: [
        { name: 'files.shop.example', status: 'ENABLED', type: 'REST' },
        { name: 'www.shop.example', status: 'ENABLED', type: 'WEBSITE' },
        { name: 'old.shop.example', status: 'DISABLED', type: 'REST' },
      ],
    }),
  )
  expect(await visitHost('files.shop.example', '/index.html')).toMatchObject({ status: 200, text: 'welcome' })
  expect((await visitHost('files.shop.example', '/')).text).toContain('<ListBucketResult>')
  expect(await visitHost('www.shop.example', '/')).toMatchObject({ status: 200, text: 'welcome' })
  expect((await visitHost('old.shop.example', '/index.html')).status).toBeGreaterThanOrEqual(400)
})

test('origin: what is missing is fetched once from the old server and kept; other things are looked for there', async () => {
  const fetched: string[] = []
  const origin = createServer((asked, answer) => {
    fetched.push(asked.url!)
    if (asked.url === '/legacy/gone') answer.writeHead(404).end()
    else answer.writeHead(200, { 'content-type': 'text/plain' }).end(`old ${asked.url}`)
  })
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve))
  try {
    const hostName = `127.0.0.1:${(origin.address() as AddressInfo).port}`
    const originInfo = { hosts: [{ hostName }] }
    await client.send(
      new PutBucketOriginCommand({
        bucket,
        rules: [
          {
            rulePriority: 1,
            originType: 'Mirror',
            originCondition: { httpStatusCode: 404, prefix: 'media/' },
            originParameter: { protocol: 'HTTP' },
            originInfo: { ...originInfo, fileInfo: { prefixConfiguration: { prefix: 'media/', replacedWithPrefix: 'legacy/' } } },
          },
          {
            rulePriority: 2,
            originType: 'Redirect',
            originCondition: { httpStatusCode: 404, prefix: 'downloads/' },
            originParameter: { protocol: 'HTTP', httpRedirectCode: 302 },
            originInfo,
          },
        ],
      }),
    )
    for (let times = 0; times < 2; times += 1) expect(await (await visit('/media/a.txt')).text()).toBe('old /legacy/a.txt')
    const kept = await client.send(new GetObjectCommand({ bucket, key: 'media/a.txt' }))
    expect([kept.contentType, await kept.body.text()]).toEqual(['text/plain', 'old /legacy/a.txt'])
    expect((await visit('/media/gone')).status).toBe(404)
    expect(fetched).toEqual(['/legacy/a.txt', '/legacy/gone'])
    const sent = await visit('/downloads/b.zip')
    expect([sent.status, sent.headers.get('location')]).toEqual([302, `http://${hostName}/downloads/b.zip`])
    await client.send(new DeleteBucketOriginCommand({ bucket }))
    expect((await visit('/media/b.txt')).status).toBe(404)
  } finally {
    await new Promise((resolve) => origin.close(resolve))
  }
})
