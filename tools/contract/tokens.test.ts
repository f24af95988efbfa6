import { CosClient, HeadBucketCommand, ListBucketsCommand } from '@cos/core'
import { createLocalServer } from '@cos/local-server'
import { expect, test } from 'vitest'
import { failureOf } from './suite/world.js'

const account = {
  appId: '1250000000',
  ownerUin: '100000000001',
  secretId: 'temporary-id',
  secretKey: 'temporary-key',
  securityToken: 'right-token',
}
const server = createLocalServer({ accounts: [account] })
const { region, transport } = server
const clientWith = (securityToken: string | undefined) =>
  new CosClient({ credentials: { ...server.credentials, securityToken }, region, transport, retry: () => undefined })

test('temporary keys work with their token and with nothing else', async () => {
  await clientWith('right-token').send(new ListBucketsCommand({}))
  for (const wrong of [undefined, 'wrong-token', 'right-token-and-more']) {
    const error = await failureOf(clientWith(wrong).send(new ListBucketsCommand({})))
    expect(error).toMatchObject({ name: 'ServiceError', status: 403 })
    expect(error.message + JSON.stringify(error)).not.toMatch(/right-token|wrong-token|temporary-key/)
  }
})

test('a token travels in a presigned URL', async () => {
  const url = new URL(await clientWith('right-token').presign(new HeadBucketCommand({ bucket: 'a-1250000000' })))
  expect(url.searchParams.get('x-cos-security-token')).toBe('right-token')
})
