import { CosClient, GetObjectCommand, PutObjectCommand } from '@cos/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HttpServer } from './http-server.js'
import { bucket, withBucket } from './local-server.fixture.js'
import type { LocalServer } from './local-server.js'

let server: LocalServer
let http: HttpServer
let client: CosClient

beforeAll(async () => {
  ;({ server } = await withBucket())
  http = await server.listen({ receiveTimeoutMs: 300 })
  client = new CosClient({ endpoint: http.url, region: server.region, credentials: server.credentials, retry: () => undefined })
})
afterAll(async () => {
  await client.close()
  await server.close()
})

test('a large object goes up and down in a stream', async () => {
  const bytes = Buffer.alloc(3_000_000, 'abcdefg')
  const put = await client.send(new PutObjectCommand({ bucket, key: 'big', body: bytes }))
  expect(put.crc64).toMatch(/^\d+$/)
  const got = await client.send(new GetObjectCommand({ bucket, key: 'big' }))
  expect(Buffer.from(await got.body.bytes()).equals(bytes)).toBe(true)
})
