import {
  CosClient,
  CreateBucketCommand,
  DeleteObjectCommand,
  isServiceError,
  PutBucketObjectLockConfigurationCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
} from '@cos/core'
import { createLocalServer } from '@cos/local-server'

const server = createLocalServer()
const client = new CosClient({ region: server.region, credentials: server.credentials, transport: server.transport })
const bucket = 'records-1250000000'
await client.send(new CreateBucketCommand({ bucket }))

// Neither the lock of a bucket nor the date of an object can be taken back: try it here first.
await client.send(new PutBucketObjectLockConfigurationCommand({ bucket, objectLockEnabled: 'Enabled' }))
await client.send(new PutObjectCommand({ bucket, key: 'contract.pdf', body: 'signed' }))
const retainUntilDate = new Date(Date.now() + 365 * 24 * 3_600_000)
await client.send(new PutObjectRetentionCommand({ bucket, key: 'contract.pdf', mode: 'COMPLIANCE', retainUntilDate }))

const error: unknown = await client.send(new DeleteObjectCommand({ bucket, key: 'contract.pdf' })).catch((caught) => caught)
console.log(isServiceError(error, 'ObjectLocked'))
