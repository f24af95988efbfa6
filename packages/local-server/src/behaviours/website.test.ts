import { CreateBucketCommand, PutBucketWebsiteCommand, PutObjectCommand } from '@cos/core'
import { expect, test } from 'vitest'
import { clientOf, raw } from '../local-server.fixture.js'
import { createLocalServer } from '../local-server.js'

const bucket = 'pages-1250000000'
const host = `${bucket}.cos-website.ap-guangzhou.myqcloud.com`

async function prepared(configuration: Omit<ConstructorParameters<typeof PutBucketWebsiteCommand>[0], 'bucket' | 'indexDocument'> = {}) {
  const server = createLocalServer()
  const client = clientOf(server)
  await client.send(new CreateBucketCommand({ bucket, acl: 'public-read' }))
  for (const key of ['index.html', 'docs/index.html', 'about.html', 'oops.html', 'new/a'])
    await client.send(new PutObjectCommand({ bucket, key, body: `page ${key}` }))
  await client.send(new PutBucketWebsiteCommand({ bucket, indexDocument: { suffix: 'index.html' }, ...configuration }))
  const visit = (target: string, method = 'GET') => raw(server, { target, method, isSigned: false, headers: { host } })
  return { server, visit }
}

test('folders show their index page', async () => {
  const { visit } = await prepared()
  expect(await visit('/')).toMatchObject({ status: 200, text: 'page index.html', headers: { 'content-type': 'text/html' } })
  expect(await visit('/docs/?utm_source=a')).toMatchObject({ status: 200, text: 'page docs/index.html' })
  expect(await visit('/docs')).toMatchObject({ status: 302, headers: { location: '/docs/' } })
  expect(await visit('/about.html', 'HEAD')).toMatchObject({ status: 200, text: '', headers: { 'content-length': '15' } })
})

test('the host is for visitors: it neither lists nor writes', async () => {
  const { visit } = await prepared()
  expect(await visit('/?list-type=2')).toMatchObject({ status: 200, text: 'page index.html' })
  expect(await visit('/a', 'PUT')).toMatchObject({ status: 405, code: 'MethodNotAllowed' })
})

test('the error page is shown with the status of the error, or with 200', async () => {
  const kept = await prepared({ errorDocument: { key: 'oops.html' } })
  expect(await kept.visit('/missing')).toMatchObject({ status: 404, text: 'page oops.html' })
  const hidden = await prepared({ errorDocument: { key: 'oops.html', originalHttpStatus: 'Disabled' } })
  expect(await hidden.visit('/missing')).toMatchObject({ status: 200, text: 'page oops.html' })
  expect(await (await prepared()).visit('/missing')).toMatchObject({ status: 404, code: 'NoSuchKey' })
})

test('rules send visitors elsewhere, by the beginning of the key or by the error', async () => {
  const { visit } = await prepared({
    routingRules: [
      { condition: { keyPrefixEquals: 'old/' }, redirect: { replaceKeyPrefixWith: 'new/' } },
      { condition: { keyPrefixEquals: 'moved' }, redirect: { replaceKeyWith: 'a b.html', protocol: 'https' } },
      { condition: { httpErrorCodeReturnedEquals: 404 }, redirect: { replaceKeyWith: 'about.html' } },
    ],
  })
  expect(await visit('/old/a')).toMatchObject({ status: 302, headers: { location: `http://${host}/new/a` } })
  expect(await visit('/moved/x')).toMatchObject({ status: 302, headers: { location: `https://${host}/a%20b.html` } })
  expect(await visit('/missing')).toMatchObject({ status: 302, headers: { location: `http://${host}/about.html` } })
})

test('pages are found without their extension, and everybody is sent to HTTPS, where that is asked for', async () => {
  const addressing = await prepared({ autoAddressing: { status: 'Enabled' } })
  expect(await addressing.visit('/about')).toMatchObject({ status: 200, text: 'page about.html' })
  expect(await (await prepared()).visit('/about')).toMatchObject({ status: 404 })
  const secure = await prepared({ redirectAllRequestsTo: { protocol: 'https' } })
  expect(await secure.visit('/about?a=b')).toMatchObject({ status: 301, headers: { location: `https://${host}/about?a=b` } })
})

test('a bucket without a website has none on its host', async () => {
  const server = createLocalServer()
  await clientOf(server).send(new CreateBucketCommand({ bucket, acl: 'public-read' }))
  const answer = await raw(server, { target: '/', isSigned: false, headers: { host } })
  expect(answer).toMatchObject({ status: 404, code: 'NoSuchWebsiteConfiguration' })
})
