import type { NodeKit } from '../node-sdk.js'
import { codeOf, same } from '../report.js'

interface Grant {
  readonly Grantee: { readonly ID?: string; readonly URI?: string }
  readonly Permission: string
}

/** Access control lists of buckets and objects: given by name, by grants and as a document, and what they do for another account. */
export async function drive({ sdk, sdkWith, at, other, check }: NodeKit): Promise<void> {
  const { Bucket, Region } = at
  const Key = 'listed'
  const stranger = sdkWith({ SecretId: other.secretId, SecretKey: other.secretKey })
  const root = (uin: string) => `qcs::cam::uin/${uin}:uin/${uin}`
  const owner = root('100000000001')
  const grants = (list: unknown) => (list as Grant[]).map(({ Grantee, Permission }) => `${Grantee.ID ?? Grantee.URI} ${Permission}`)
  const read = () => codeOf(() => stranger['getObject']!({ ...at, Key }))
  const list = () => codeOf(() => stranger['getBucket']!(at))
  const head = () => codeOf(() => stranger['headBucket']!(at))

  await check('a new bucket is private', async () => {
    await sdk['putObject']!({ ...at, Key, Body: Buffer.from('text') })
    const { Owner, Grants, ACL } = await sdk['getBucketAcl']!(at)
    same([(Owner as { ID: string }).ID, ACL, grants(Grants)], [owner, 'private', [`${owner} FULL_CONTROL`]])
    same([await list(), await read(), await head()], ['AccessDenied', 'AccessDenied', 'AccessDenied'])
  })
  await check('a bucket is given a list by name', async () => {
    await sdk['putBucketAcl']!({ ...at, ACL: 'public-read' })
    const { ACL, Grants } = await sdk['getBucketAcl']!(at)
    same([ACL, grants(Grants).length], ['public-read', 2])
    same([await list(), await read(), await head()], ['ok', 'ok', 'ok'])
    same(await codeOf(() => stranger['putObject']!({ ...at, Key: 'theirs', Body: Buffer.from('') })), 'AccessDenied')
  })
  await check('a bucket is given grants', async () => {
    await sdk['putBucketAcl']!({ ...at, GrantWrite: `id="${root(other.ownerUin)}",id="${root(other.ownerUin)}"` })
    same(grants((await sdk['getBucketAcl']!(at))['Grants']), [`${root(other.ownerUin)} WRITE`])
    same(
      [await list(), await codeOf(() => stranger['putObject']!({ ...at, Key: 'theirs', Body: Buffer.from('') }))],
      ['AccessDenied', 'ok'],
    )
  })
  await check('a bucket is given a document', async () => {
    const Grant = { Grantee: { ID: root(other.ownerUin) }, Permission: 'READ' }
    await sdk['putBucketAcl']!({ ...at, AccessControlPolicy: { Owner: { ID: owner }, Grants: [Grant] } })
    same(grants((await sdk['getBucketAcl']!(at))['Grants']), [`${root(other.ownerUin)} READ`])
    same([await list(), await read()], ['ok', 'ok'])
  })
  await check('an object has a list of its own, and goes back to that of the bucket', async () => {
    await sdk['putBucketAcl']!({ ...at, ACL: 'private' })
    same(await read(), 'AccessDenied')
    await sdk['putObjectAcl']!({ ...at, Key, ACL: 'public-read' })
    same((await sdk['getObjectAcl']!({ ...at, Key }))['ACL'], 'public-read')
    same([await read(), await list()], ['ok', 'AccessDenied'])
    await sdk['putObjectAcl']!({ ...at, Key, ACL: 'default' })
    same([await read(), (await sdk['getObjectAcl']!({ ...at, Key }))['ACL']], ['AccessDenied', 'default'])
  })
  await check('an object is given grants and a document', async () => {
    await sdk['putObjectAcl']!({ ...at, Key, GrantRead: `id="${root(other.ownerUin)}"` })
    same([await read(), await codeOf(() => stranger['getObjectAcl']!({ ...at, Key }))], ['ok', 'AccessDenied'])
    const Grant = { Grantee: { ID: root(other.ownerUin) }, Permission: 'READ_ACP' }
    await sdk['putObjectAcl']!({ ...at, Key, AccessControlPolicy: { Owner: { ID: owner }, Grants: [Grant] } })
    same([await read(), await codeOf(() => stranger['getObjectAcl']!({ ...at, Key }))], ['AccessDenied', 'ok'])
  })
  await check('an object is written with a list', async () => {
    await sdk['putObject']!({ ...at, Key, Body: Buffer.from('text'), ACL: 'public-read' })
    same(await read(), 'ok')
  })
  await check('a bucket is made with grants', async () => {
    const made = { Bucket: `granted-${Bucket}`, Region }
    await sdk['putBucket']!({ ...made, GrantRead: `id="${root(other.ownerUin)}"` })
    same(grants((await sdk['getBucketAcl']!(made))['Grants']), [`${root(other.ownerUin)} READ`])
    same(await codeOf(() => stranger['headBucket']!(made)), 'ok')
    const open = { Bucket: `open-${Bucket}`, Region }
    await sdk['putBucket']!({ ...open, ACL: 'public-read-write' })
    same(await codeOf(() => stranger['putObject']!({ ...open, Key, Body: Buffer.from('') })), 'ok')
  })
  await check('buckets of others are not listed', async () => {
    const names = ((await sdk['getService']!({}))['Buckets'] as { Name: string }[]).map(({ Name }) => Name)
    same([names.includes(Bucket), names.includes(`granted-${Bucket}`)], [true, true])
    same((await stranger['getService']!({}))['Buckets'], [])
  })
}
