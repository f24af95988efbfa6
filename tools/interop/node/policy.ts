import type { NodeKit } from '../node-sdk.js'
import { codeOf, same } from '../report.js'

/** Policies of buckets: put, read and deleted, and what they do for another account and for the owner. */
export async function drive({ sdk, sdkWith, at, other, check }: NodeKit): Promise<void> {
  const { Bucket, Region } = at
  const stranger = sdkWith({ SecretId: other.secretId, SecretKey: other.secretKey })
  const resource = (under: string) => [`qcs::cos:${Region}:uid/1250000000:${Bucket}/${under}`]
  const principal = { qcs: [`qcs::cam::uin/${other.ownerUin}:uin/${other.ownerUin}`] }
  const readers = { effect: 'allow', principal, action: ['name/cos:GetObject', 'name/cos:HeadObject'], resource: resource('shared/*') }
  const read = (Key: string) => codeOf(() => stranger['getObject']!({ ...at, Key }))

  await check('finds no policy', async () => {
    for (const Key of ['shared/a', 'own/a']) await sdk['putObject']!({ ...at, Key, Body: Buffer.from('text') })
    const error = (await sdk['getBucketPolicy']!(at).catch((caught) => caught)) as { statusCode: number; ErrorStatus: string }
    same([error.statusCode, error.ErrorStatus], [404, 'Policy Not Found'])
    same(await read('shared/a'), 'AccessDenied')
  })
  await check('a policy lets another account in as far as it says', async () => {
    const Policy = { version: '2.0', statement: [readers] }
    await sdk['putBucketPolicy']!({ ...at, Policy })
    // COS writes this one word in its own way.
    same((await sdk['getBucketPolicy']!(at))['Policy'], { version: '2.0', Statement: [readers] })
    same([await read('shared/a'), await read('own/a')], ['ok', 'AccessDenied'])
    same(await codeOf(() => stranger['deleteObject']!({ ...at, Key: 'shared/a' })), 'AccessDenied')
  })
  await check('a condition decides', async () => {
    const condition = (range: string) => ({ ip_equal: { 'qcs:ip': [range] } })
    for (const [range, outcome] of [
      ['127.0.0.1', 'ok'],
      ['10.0.0.0/8', 'AccessDenied'],
    ] as const) {
      await sdk['putBucketPolicy']!({ ...at, Policy: { version: '2.0', statement: [{ ...readers, condition: condition(range) }] } })
      same(await read('shared/a'), outcome, range)
    }
  })
  await check('what is denied is denied to the owner too, who can take it back', async () => {
    const denied = { effect: 'deny', principal: { qcs: ['*'] }, action: ['*'], resource: resource('*') }
    await sdk['putBucketPolicy']!({ ...at, Policy: { version: '2.0', statement: [readers, denied] } })
    same([await read('shared/a'), await codeOf(() => sdk['getObject']!({ ...at, Key: 'shared/a' }))], ['AccessDenied', 'AccessDenied'])
    await sdk['deleteBucketPolicy']!(at)
    same([await read('shared/a'), await codeOf(() => sdk['getObject']!({ ...at, Key: 'shared/a' }))], ['AccessDenied', 'ok'])
  })
  await check('another account does not read or write the policy', async () => {
    same(await codeOf(() => stranger['getBucketPolicy']!(at)), 'AccessDenied')
    same(await codeOf(() => stranger['putBucketPolicy']!({ ...at, Policy: { version: '2.0', statement: [readers] } })), 'AccessDenied')
  })
}
