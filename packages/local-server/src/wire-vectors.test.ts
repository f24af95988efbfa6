import { CreateBucketCommand, CreateMultipartUploadCommand, PutObjectCommand, UploadPartCommand } from '@cos/core'
import { expect, test } from 'vitest'
import { clientOf, raw } from './local-server.fixture.js'
import { createLocalServer } from './local-server.js'
import wire from './vectors/wire.json' with { type: 'json' }

const bucket = 'examplebucket-1250000000'
const recordedUploadId = '1585130821cbb7df1d11846c073ad648'

interface WireCase {
  readonly id: string
  readonly method: string
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly status: number
}

/** What the recorded requests speak of: two buckets in two regions, and an unfinished upload. */
async function recordedWorld() {
  const server = createLocalServer({ requireSignatures: false })
  const client = clientOf(server)
  await client.send(new CreateBucketCommand({ bucket }))
  await client.send(new PutObjectCommand({ bucket, key: 'exampleobject', body: 'text' }))
  const { uploadId } = await client.send(new CreateMultipartUploadCommand({ bucket, key: 'exampleobject' }))
  await client.send(new UploadPartCommand({ bucket, key: 'exampleobject', uploadId, partNumber: 2, body: 'abc' }))
  const shanghai = clientOf(server, { region: 'ap-shanghai' })
  const source = 'sourcebucket-1250000001'
  await shanghai.send(new CreateBucketCommand({ bucket: source }))
  for (const key of ['源/a b.txt', 'a']) await shanghai.send(new PutObjectCommand({ bucket: source, key, body: 'source' }))
  return { server, uploadId }
}

test.each(wire.cases as readonly unknown[] as readonly WireCase[])('$id: $method $target is answered $status', async (recorded) => {
  const { server, uploadId } = await recordedWorld()
  const { method, headers, body, status } = recorded
  const answer = await raw(server, { method, target: recorded.target.replace(recordedUploadId, uploadId), headers, body, isSigned: false })
  expect(answer).toMatchObject({ status })
  // Whatever the status, a refusal says which.
  if (status >= 400 && method !== 'HEAD') expect(answer.code).toBeDefined()
})
