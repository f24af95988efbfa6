import {
  CreateBucketCommand,
  DeleteBucketRefererCommand,
  GetBucketRefererCommand,
  GetObjectCommand,
  PutBucketRefererCommand,
  PutObjectCommand,
} from '@cos/core'
import { expect, test } from 'vitest'
import { clientOf, raw } from '../local-server.fixture.js'
import { createLocalServer } from '../local-server.js'

const bucket = 'gallery-1250000000'
const host = `${bucket}.cos.ap-guangzhou.myqcloud.com`

async function prepared(configuration: Omit<ConstructorParameters<typeof PutBucketRefererCommand>[0], 'bucket'>) {
  const server = createLocalServer()
  const client = clientOf(server)
  await client.send(new CreateBucketCommand({ bucket, acl: 'public-read' }))
  await client.send(new PutObjectCommand({ bucket, key: 'cat.jpg', body: 'cat' }))
  await client.send(new PutBucketRefererCommand({ bucket, ...configuration }))
  const status = async (referer?: string, isSigned = false) =>
    (await raw(server, { target: '/cat.jpg', isSigned, headers: { host, ...(referer === undefined ? {} : { referer }) } })).status
  return { server, client, status }
}

test('a white list serves the pages it names and no others', async () => {
  const domains = ['example.com', '*.example.org', 'dev.example.net:8080', '10.0.0.1']
  const { status } = await prepared({ status: 'Enabled', refererType: 'White-List', domains })
  for (const page of [
    'https://example.com/',
    'http://example.com:81/a?b',
    'https://a.b.example.org/x',
    'http://dev.example.net:8080/',
    'http://10.0.0.1',
  ])
    expect([page, await status(page)]).toEqual([page, 200])
  const others = [
    'https://www.example.com/',
    'https://example.org/',
    'http://dev.example.net/',
    'https://evil.example/?example.com',
    'https://example.com.evil/',
  ]
  for (const page of others) expect([page, await status(page)]).toEqual([page, 403])
  expect(await status()).toBe(403)
  expect(await status('https://evil.example/', true)).toBe(200)
})

test('a black list refuses the pages it names, and an empty referer where that is not allowed', async () => {
  const black = { status: 'Enabled' as const, refererType: 'Black-List' as const, domains: ['*.evil.example'] }
  const { status } = await prepared({ ...black, emptyReferConfiguration: 'Allow' })
  expect([await status('https://a.evil.example/'), await status('https://good.example/'), await status()]).toEqual([403, 200, 200])
  expect(await (await prepared(black)).status()).toBe(403)
})

test('a presigned URL is held to the list only where the bucket says so', async () => {
  for (const [verifySignatureUrl, expected] of [
    ['Disabled', 200],
    ['Enabled', 403],
  ] as const) {
    const { server, client } = await prepared({
      status: 'Enabled',
      refererType: 'White-List',
      domains: ['example.com'],
      verifySignatureUrl,
    })
    const url = new URL(await client.presign(new GetObjectCommand({ bucket, key: 'cat.jpg' })))
    const answer = await raw(server, { target: url.pathname + url.search, isSigned: false, headers: { host: url.host } })
    expect(answer.status).toBe(expected)
  }
})

test('what is turned off or deleted refuses nobody', async () => {
  const { status } = await prepared({ status: 'Disabled', refererType: 'White-List', domains: ['example.com'] })
  expect(await status('https://evil.example/')).toBe(200)
  const enabled = await prepared({ status: 'Enabled', refererType: 'White-List', domains: ['example.com'] })
  expect(await enabled.status('https://evil.example/')).toBe(403)
  await enabled.client.send(new DeleteBucketRefererCommand({ bucket }))
  expect(await enabled.status('https://evil.example/')).toBe(200)
  expect(await enabled.client.send(new GetBucketRefererCommand({ bucket }))).toEqual({})
})
