import { GetObjectCommand, PutObjectCommand } from '@cos/core'
import { expect, test } from 'vitest'
import { bucket, withBucket } from '../local-server.fixture.js'

test('an object is read back as it was written', async () => {
  const { client } = await withBucket()
  const put = await client.send(new PutObjectCommand({ bucket, key: 'a b/中.txt', body: '[Object Content]', metadata: { owner: 'me' } }))
  expect(put.etag).toBe('"ee8de918d05640145b18f70f4c3aa602"')
  expect(put.crc64).toBe('16749565679157681890')
  const got = await client.send(new GetObjectCommand({ bucket, key: 'a b/中.txt' }))
  expect(await got.body.text()).toBe('[Object Content]')
  expect(got).toMatchObject({ contentLength: 16, contentType: 'text/plain', metadata: { owner: 'me' }, objectType: 'normal' })
})
