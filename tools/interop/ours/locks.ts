import {
  type CosClient,
  DeleteObjectCommand,
  GetBucketObjectLockConfigurationCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  isServiceError,
} from '@cos/core'
import { type Report, same } from '../report.js'

/** Until when the object is kept. */
export const retainUntil = new Date('2999-12-31T00:00:00.000Z')

/** Finds the lock, and cannot delete what is under it. */
export async function after(client: CosClient, bucket: string, report: Report): Promise<void> {
  const at = { bucket, key: 'locked' }
  await report.check(`${bucket}: our client reads the lock and the retention`, async () => {
    const { objectLockEnabled, rule } = await client.send(new GetBucketObjectLockConfigurationCommand({ bucket }))
    same([objectLockEnabled, rule], ['Enabled', undefined])
    const { mode, retainUntilDate } = await client.send(new GetObjectRetentionCommand(at))
    same([mode, retainUntilDate], ['COMPLIANCE', retainUntil])
  })
  await report.check(`${bucket}: our client cannot delete the object, whose bytes are the first`, async () => {
    const error: unknown = await client.send(new DeleteObjectCommand(at)).catch((caught) => caught)
    same(isServiceError(error, 'ObjectLocked'), true)
    same(await (await client.send(new GetObjectCommand(at))).body.text(), 'kept')
  })
}
