import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CosClient, CreateBucketCommand, GetObjectCommand, isServiceError, PutObjectCommand } from '@cos/core'
import { createLocalServer } from '@cos/local-server'

const bucket = 'test-1250000000'

test('a note is read back as it was written', async () => {
  const server = createLocalServer() // in memory; no port, no socket, gone with the test
  const client = new CosClient({ region: 'ap-guangzhou', credentials: server.credentials, transport: server.transport })
  await client.send(new CreateBucketCommand({ bucket }))
  await client.send(new PutObjectCommand({ bucket, key: 'note', body: 'as it was' }))
  const { body } = await client.send(new GetObjectCommand({ bucket, key: 'note' }))
  assert.equal(await body.text(), 'as it was')
})

test('a bad day of the service ends in its error', async () => {
  const server = createLocalServer()
  const client = new CosClient({
    region: 'ap-guangzhou',
    credentials: server.credentials,
    transport: server.transport,
    retry: () => undefined, // never again
  })
  server.script.next({ operation: 'CreateBucket', status: 503, code: 'SlowDown' })
  await assert.rejects(client.send(new CreateBucketCommand({ bucket })), (error) => isServiceError(error, 'SlowDown'))
})
