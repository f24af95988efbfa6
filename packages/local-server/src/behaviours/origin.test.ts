import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GetObjectCommand, HeadObjectCommand, ListObjectsCommand, PutBucketOriginCommand, type PutBucketOriginInput } from '@cos/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bucket, failureOf, raw, withBucket } from '../local-server.fixture.js'

const asked: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = []
const far = createServer((request, response) => {
  asked.push({ url: request.url!, headers: request.headers })
  if (request.url!.startsWith('/moved')) return response.writeHead(302, { location: '/images/cat.jpg' }).end()
  if (request.url!.startsWith('/broken')) return response.writeHead(500).end('broken')
  if (!request.url!.startsWith('/images/')) return response.writeHead(404).end()
  return response
    .writeHead(200, {
      'content-type': 'image/jpeg',
      'cache-control': 'max-age=60',
      etag: '"cat"',
      'last-modified': 'Wed, 28 Oct 2020 20:30:00 GMT',
    })
    .end('cat')
})
let hostName = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => far.listen(0, '127.0.0.1', resolve))
  hostName = `127.0.0.1:${(far.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => far.close(resolve)))

type Rule = PutBucketOriginInput['rules'][number]
async function prepared(...rules: Partial<Rule>[]) {
  asked.length = 0
  const made = await withBucket()
  const complete = rules.map(
    (rule, index): Rule => ({ rulePriority: index + 1, originType: 'Mirror', originInfo: { hosts: [{ hostName }] }, ...rule }),
  )
  await made.client.send(new PutBucketOriginCommand({ bucket, rules: complete }))
  return made
}

test('a mirror fetches what is missing once and keeps it with its headers', async () => {
  const { client } = await prepared({})
  for (let time = 0; time < 2; time += 1) {
    const { body, contentType, cacheControl } = await client.send(new GetObjectCommand({ bucket, key: 'images/cat.jpg' }))
    expect([await body.text(), contentType, cacheControl]).toEqual(['cat', 'image/jpeg', 'max-age=60'])
  }
  expect(asked).toHaveLength(1)
  const { contents } = await client.send(new ListObjectsCommand({ bucket }))
  expect(contents.map(({ key, size }) => [key, size])).toEqual([['images/cat.jpg', 3]])
})

test('a mirror keeps the whole although a part was asked for', async () => {
  const { client } = await prepared({})
  const { body } = await client.send(new GetObjectCommand({ bucket, key: 'images/cat.jpg', range: { first: 1, last: 1 } }))
  expect(await body.text()).toBe('a')
  expect((await client.send(new HeadObjectCommand({ bucket, key: 'images/cat.jpg' }))).contentLength).toBe(3)
})

test('a proxy hands on and keeps nothing', async () => {
  const { client } = await prepared({ originType: 'Proxy' })
  for (let time = 0; time < 2; time += 1)
    expect(await (await client.send(new GetObjectCommand({ bucket, key: 'images/cat.jpg' }))).body.text()).toBe('cat')
  expect(asked).toHaveLength(2)
  expect((await client.send(new ListObjectsCommand({ bucket }))).contents).toEqual([])
})

test('a redirect sends the caller to the origin, with the changed path', async () => {
  const fileInfo = {
    prefixConfiguration: { prefix: 'p/', replacedWithPrefix: 'q/' },
    suffixConfiguration: { suffix: '.jpg', replacedWithSuffix: '.webp' },
  }
  const parameter = { protocol: 'HTTPS', httpRedirectCode: 307, followQueryString: true } as const
  const { server } = await prepared({
    originType: 'Redirect',
    originInfo: { hosts: [{ hostName: 'o.example.com' }], fileInfo },
    originParameter: parameter,
  })
  const answer = await raw(server, { target: '/p/a%20b.jpg?v=1' })
  expect(answer).toMatchObject({ status: 307, headers: { location: 'https://o.example.com/q/a%20b.webp?v=1' } })
  expect(asked).toEqual([])
})

test('the rule of the smallest priority that fits acts', async () => {
  const { server } = await prepared(
    { rulePriority: 9, originType: 'Redirect', originInfo: { hosts: [{ hostName: 'last.example' }] } },
    {
      rulePriority: 3,
      originType: 'Redirect',
      originCondition: { prefix: 'a/', suffix: '.jpg' },
      originInfo: { hosts: [{ hostName: 'first.example' }] },
    },
  )
  expect((await raw(server, { target: '/a/b.jpg' })).headers['location']).toBe('http://first.example/a/b.jpg')
  expect((await raw(server, { target: '/a/b.png' })).headers['location']).toBe('http://last.example/a/b.png')
})

test('headers go along as the rule says, and never a signature', async () => {
  const httpHeader = {
    followAllHeaders: true,
    forbidFollowHttpHeaders: [{ key: 'X-Private' }],
    newHttpHeaders: [
      { key: 'X-New', value: 'new' },
      { key: 'Host', value: 'evil' },
    ],
  }
  const { server } = await prepared({ originParameter: { httpHeader } })
  await raw(server, { target: '/images/cat.jpg', headers: { 'x-mine': 'mine', 'x-private': 'p' } })
  expect(asked[0]!.headers).toMatchObject({ 'x-mine': 'mine', 'x-new': 'new', host: hostName })
  expect(asked[0]!.headers).not.toHaveProperty('authorization')
  expect(asked[0]!.headers).not.toHaveProperty('x-private')
})

test('redirects of the origin are followed only where that is asked for', async () => {
  const following = await prepared({ originParameter: { followRedirection: true } })
  expect(await (await following.client.send(new GetObjectCommand({ bucket, key: 'moved' }))).body.text()).toBe('cat')
  const { client } = await prepared({})
  expect(await failureOf(client.send(new GetObjectCommand({ bucket, key: 'moved' })))).toMatchObject({ status: 424, code: 'MirrorFailed' })
})

test('what the origin does not have stays missing; its errors are a failure, or handed on; the next host helps', async () => {
  const { client } = await prepared({})
  expect(await failureOf(client.send(new GetObjectCommand({ bucket, key: 'missing' })))).toMatchObject({ code: 'NoSuchKey' })
  expect(await failureOf(client.send(new GetObjectCommand({ bucket, key: 'broken' })))).toMatchObject({ code: 'MirrorFailed' })
  const open = await prepared({ originParameter: { transparentErrorCode: true } })
  expect(await raw(open.server, { target: '/broken' })).toMatchObject({ status: 500, text: 'broken' })
  const standby = await prepared({ originInfo: { hosts: [{ hostName: '127.0.0.1:1' }, { hostName }] } })
  expect(await (await standby.client.send(new GetObjectCommand({ bucket, key: 'images/cat.jpg' }))).body.text()).toBe('cat')
})

test('standby hosts of a host are asked in the order of their numbers, also when a status says so', async () => {
  const standby = (number: number, text: string) => ({ name: `StandbyHostName_${number}`, text })
  const dead = '127.0.0.1:1'
  const host = { hostName: dead, unknown: [standby(10, '127.0.0.1:2'), standby(2, hostName), standby(1, dead)] }
  const { client } = await prepared({ originInfo: { hosts: [host] } })
  expect(await (await client.send(new GetObjectCommand({ bucket, key: 'images/cat.jpg' }))).body.text()).toBe('cat')
  expect(asked.map(({ url }) => url)).toEqual(['/images/cat.jpg'])
  const hosts = [{ hostName, unknown: [standby(1, hostName)] }]
  const twice = await prepared({ originInfo: { hosts }, httpStandbyCodes: [500] })
  expect(await failureOf(twice.client.send(new GetObjectCommand({ bucket, key: 'broken' })))).toMatchObject({ code: 'MirrorFailed' })
  expect(asked.map(({ url }) => url)).toEqual(['/broken', '/broken'])
})

test('private origins are not to be had here, and a standby host is a host', async () => {
  const { client } = await withBucket()
  const put = (name: string, text: string) => {
    const hosts = [{ hostName, unknown: [{ name, text }] }]
    return failureOf(client.send(new PutBucketOriginCommand({ bucket, rules: [{ originType: 'Mirror', originInfo: { hosts } }] })))
  }
  expect(await put('PrivateHost', '')).toMatchObject({ status: 501, code: 'NotImplemented' })
  expect(await put('PrivateStandbyHost_1', '')).toMatchObject({ status: 501, code: 'NotImplemented' })
  expect(await put('StandbyHostName_1', 'no host')).toMatchObject({ status: 400, code: 'InvalidArgument' })
})

test('origins on other machines are not asked: rules come from clients', async () => {
  for (const other of ['169.254.169.254', 'internal.example.com']) {
    const { client } = await prepared({ originInfo: { hosts: [{ hostName: other }] } })
    expect(await failureOf(client.send(new GetObjectCommand({ bucket, key: 'a' })))).toMatchObject({ status: 501, code: 'NotImplemented' })
  }
})
