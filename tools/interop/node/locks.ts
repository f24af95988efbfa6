import { type NodeKit, refused } from '../node-sdk.js'
import { retainUntil } from '../ours/locks.js'
import { same } from '../report.js'

/** Objects that nobody may delete for a while. The official SDK has no calls for it, and so its general one is used. */
export async function drive({ sdk, at, check }: NodeKit): Promise<void> {
  const Key = 'locked'
  const send = (Method: string, Action: string, more: Readonly<Record<string, unknown>> = {}) =>
    sdk['request']!({ ...at, Method, Action, ...more })
  const document = (date: Date) => `<Retention><Mode>COMPLIANCE</Mode><RetainUntilDate>${date.toISOString()}</RetainUntilDate></Retention>`
  const retain = (date: Date) => send('PUT', 'retention', { Key, Body: document(date), ContentType: 'application/xml' })

  await check('finds no lock, and cannot retain an object', async () => {
    same(await refused(send('GET', 'object-lock')), [404, 'NoSuchObjectLockConfiguration'])
    await sdk['putObject']!({ ...at, Key, Body: 'kept' })
    same(await refused(retain(retainUntil)), [404, 'NoSuchObjectLockConfiguration'])
  })
  await check('locks the bucket, and retains an object', async () => {
    const Body = '<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>'
    await send('PUT', 'object-lock', { Body, ContentType: 'application/xml' })
    const { ObjectLockConfiguration } = await send('GET', 'object-lock')
    same(ObjectLockConfiguration, { ObjectLockEnabled: 'Enabled' })
    await retain(retainUntil)
    const { Retention } = (await send('GET', 'retention', { Key })) as { Retention: { Mode: string; RetainUntilDate: string } }
    same([Retention.Mode, new Date(Retention.RetainUntilDate)], ['COMPLIANCE', retainUntil])
  })
  await check('can neither delete it, nor overwrite it, nor shorten its time', async () => {
    same(await refused(sdk['deleteObject']!({ ...at, Key })), [409, 'ObjectLocked'])
    same(await refused(sdk['putObject']!({ ...at, Key, Body: 'lost' })), [409, 'ObjectLocked'])
    same(await refused(retain(new Date(retainUntil.getTime() - 86_400_000))), [409, 'InvalidLockedTime'])
  })
}
