import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketDomainCommand,
  GetBucketDomainCommand,
  PutBucketAccelerateCommand,
  PutBucketDomainCommand,
  PutBucketWebsiteCommand,
  PutObjectCommand,
} from '@cos/core'
import { expect, test } from 'vitest'
import { bucket, failureOf, raw, withBucket } from '../local-server.fixture.js'

const rule = (name: string, type: 'REST' | 'WEBSITE' | 'ACCELERATE' = 'REST') => ({ status: 'ENABLED' as const, name, type })

test('a domain reaches its bucket, as long as it is one', async () => {
  const { server, client } = await withBucket()
  await client.send(new PutObjectCommand({ bucket, key: 'a', body: 'a' }))
  const read = () => raw(server, { target: '/a', headers: { host: 'files.example.com:8080' } })
  expect((await read()).status).not.toBe(200)
  await client.send(new PutBucketDomainCommand({ bucket, rules: [rule('Files.example.com')] }))
  expect(await read()).toMatchObject({ status: 200, text: 'a' })
  await client.send(new PutBucketDomainCommand({ bucket, rules: [{ ...rule('files.example.com'), status: 'DISABLED' }] }))
  expect((await read()).status).not.toBe(200)
  await client.send(new PutBucketDomainCommand({ bucket, rules: [rule('files.example.com')] }))
  await client.send(new DeleteBucketDomainCommand({ bucket }))
  expect((await read()).status).not.toBe(200)
  const failure = await failureOf(client.send(new GetBucketDomainCommand({ bucket })))
  expect(failure).toMatchObject({ status: 404, code: 'DomainConfigNotFoundError' })
})

test('a domain of a website shows pages, and one of acceleration wants it enabled', async () => {
  const { server, client } = await withBucket()
  await client.send(new PutObjectCommand({ bucket, key: 'index.html', body: 'home' }))
  await client.send(new PutBucketWebsiteCommand({ bucket, indexDocument: { suffix: 'index.html' } }))
  await client.send(
    new PutBucketDomainCommand({ bucket, rules: [rule('www.example.com', 'WEBSITE'), rule('fast.example.com', 'ACCELERATE')] }),
  )
  expect(await raw(server, { target: '/', headers: { host: 'www.example.com' } })).toMatchObject({ status: 200, text: 'home' })
  const fast = () => raw(server, { target: '/index.html', headers: { host: 'fast.example.com' } })
  expect(await fast()).toMatchObject({ status: 400, code: 'BucketAccelerateNotEnabled' })
  await client.send(new PutBucketAccelerateCommand({ bucket, status: 'Enabled' }))
  expect(await fast()).toMatchObject({ status: 200, text: 'home' })
  const host = `${bucket}.cos.accelerate.myqcloud.com`
  expect(await raw(server, { target: '/index.html', headers: { host } })).toMatchObject({ status: 200 })
  await client.send(new PutBucketAccelerateCommand({ bucket, status: 'Suspended' }))
  expect(await raw(server, { target: '/index.html', headers: { host } })).toMatchObject({ code: 'BucketAccelerateNotEnabled' })
})

test('a domain belongs to one bucket, until another takes it over or it is gone', async () => {
  const { client } = await withBucket()
  const second = 'second-1250000000'
  await client.send(new CreateBucketCommand({ bucket: second }))
  await client.send(new PutBucketDomainCommand({ bucket: second, rules: [rule('a.example.com'), rule('b.example.com')] }))
  const take = (forced?: 'CNAME') =>
    client.send(new PutBucketDomainCommand({ bucket, rules: [{ ...rule('a.example.com'), ...(forced && { forcedReplacement: forced }) }] }))
  expect(await failureOf(take())).toMatchObject({ status: 409, code: 'RecordAlreadyExist' })
  await take('CNAME')
  const left = await client.send(new GetBucketDomainCommand({ bucket: second }))
  expect(left.rules.map(({ name }) => name)).toEqual(['b.example.com'])
  expect(left.txtVerification).toMatch(/^[\da-f]{32}$/)
  await client.send(new DeleteBucketCommand({ bucket: second }))
  await client.send(new PutBucketDomainCommand({ bucket, rules: [rule('b.example.com')] }))
})

test.each([['not a domain'], ['localhost'], ['10.0.0.1'], ['x.cos.ap-guangzhou.myqcloud.com']])(
  '%s is no domain of your own',
  async (name) => {
    const { client } = await withBucket()
    const failure = await failureOf(client.send(new PutBucketDomainCommand({ bucket, rules: [rule(name)] })))
    expect(failure).toMatchObject({ status: 400, code: 'UserCnameInvalid' })
  },
)
