import { CosClient, CreateBucketCommand, PutObjectCommand } from '@cos/core'
import { createLocalServer } from '@cos/local-server'
import { afterAll, beforeAll, expect, test } from 'vitest'

const server = createLocalServer()
const bucket = 'photos-1250000000'
const sizeBytes = 1024 ** 2
let endpoint = ''

beforeAll(async () => {
  endpoint = (await server.listen()).url
  await using client = new CosClient({ region: server.region, credentials: server.credentials, endpoint })
  await client.send(new CreateBucketCommand({ bucket }))
})
afterAll(() => server.close())

/** Puts an object by a client that asks first, and tells how many bytes of it were read. */
async function put(secretKey: string, expectContinueBytes: number) {
  const credentials = { ...server.credentials, secretKey }
  await using client = new CosClient({ region: server.region, credentials, endpoint, connection: { expectContinueBytes } })
  let readBytes = 0
  const body = async function* () {
    for (; readBytes < sizeBytes; readBytes += 65_536) yield new Uint8Array(65_536)
  }
  const output = await client
    .send(new PutObjectCommand({ bucket, key: 'a', body, contentLength: sizeBytes }))
    .catch((error: { code: string }) => error.code)
  return { output, readBytes }
}

test('an object that is refused is not read, when its client asks before', async () => {
  expect(await put('wrong', sizeBytes)).toEqual({ output: 'SignatureDoesNotMatch', readBytes: 0 })
})

test('an object that is welcome is stored', async () => {
  const { output, readBytes } = await put(server.credentials.secretKey, sizeBytes)
  expect(output).toMatchObject({ etag: expect.any(String) })
  expect(readBytes).toBe(sizeBytes)
})
