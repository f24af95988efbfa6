import {
  CosClient,
  CreateBucketCommand,
  DeleteObjectCommand,
  federationToken,
  GetObjectCommand,
  ListObjectsCommand,
  PutBucketAclCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from '@cos/core'
import { createLocalServer, localAccount } from '@cos/local-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const bucket = 'shared-1250000000'
const under = (path: string) => `qcs::cos:ap-guangzhou:uid/1250000000:${bucket}/${path}`
/** A user of the owner, who may look after uploads. */
const clerk = {
  ...localAccount,
  uin: '100000000011',
  secretId: 'clerk-id',
  secretKey: 'clerk-key',
  policy: { statement: [{ effect: 'allow', action: ['name/cos:PutObject', 'name/cos:GetObject'], resource: under('uploads/*') }] },
} as const
/** Another account. */
const partner = { appId: '1260000000', ownerUin: '100000000002', secretId: 'partner-id', secretKey: 'partner-key' }

const server = createLocalServer({ accounts: [localAccount, clerk, partner] })
const { region } = server
let endpoint: string
const clients: CosClient[] = []
const as = (
  credentials: { readonly secretId: string; readonly secretKey: string; readonly securityToken?: string | undefined } | 'anonymous',
) => {
  const client = new CosClient({ region, endpoint, credentials, retry: () => undefined })
  clients.push(client)
  return client
}
const outcomeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: { readonly code?: string }) => error.code,
  )
const read = (client: CosClient, key: string) => outcomeOf(client.send(new GetObjectCommand({ bucket, key })))
const write = (client: CosClient, key: string) => outcomeOf(client.send(new PutObjectCommand({ bucket, key, body: key })))
const whoDecides = async (operation: string, key: string, secretId?: string) => {
  const { isAllowed, by, statement, grant } = await server.explainAccess({ operation, bucket, key, secretId })
  return [isAllowed, by, statement?.sid ?? statement?.index ?? grant?.permission]
}

beforeAll(async () => {
  endpoint = (await server.listen()).url
  const owner = as(localAccount)
  await owner.send(new CreateBucketCommand({ bucket }))
  for (const key of ['logo.svg', 'plan', 'reports/2026', 'reports/draft', 'uploads/a']) await write(owner, key)
  await owner.send(new PutObjectAclCommand({ bucket, key: 'logo.svg', acl: 'public-read' }))
  await owner.send(new PutBucketAclCommand({ bucket, grantReadAcp: [partner.ownerUin] }))
  const principal = { qcs: [`qcs::cam::uin/${partner.ownerUin}:uin/${partner.ownerUin}`] }
  const statement = [
    { sid: 'partners', effect: 'allow', principal, action: ['name/cos:GetObject', 'name/cos:GetBucket'], resource: under('reports/*') },
    { sid: 'drafts', effect: 'deny', principal: '*', action: 'name/cos:GetObject', resource: under('reports/draft') },
  ] as const
  await owner.send(new PutBucketPolicyCommand({ bucket, policy: { version: '2.0', statement } }))
})

afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()))
  await server.close()
})

describe('a shared bucket', () => {
  test('shows a visitor the one public object', async () => {
    const visitor = as('anonymous')
    expect([await read(visitor, 'logo.svg'), await read(visitor, 'plan'), await write(visitor, 'logo.svg')]).toEqual([
      'ok',
      'AccessDenied',
      'AccessDenied',
    ])
    expect(await whoDecides('GetObject', 'logo.svg')).toEqual([true, 'access control list of the object', 'READ'])
    expect(await whoDecides('GetObject', 'plan')).toEqual([false, 'nothing', undefined])
  })

  test('shows the partner its folder, but no draft', async () => {
    const client = as(partner)
    const list = (prefix?: string) => outcomeOf(client.send(new ListObjectsCommand({ bucket, prefix })))
    expect([await read(client, 'reports/2026'), await list('reports/'), await list(), await read(client, 'plan')]).toEqual([
      'ok',
      'ok',
      'AccessDenied',
      'AccessDenied',
    ])
    expect([await read(client, 'reports/draft'), await write(client, 'reports/new')]).toEqual(['AccessDenied', 'AccessDenied'])
    expect(await whoDecides('GetObject', 'reports/2026', partner.secretId)).toEqual([true, 'policy of the bucket', 'partners'])
    expect(await whoDecides('GetObject', 'reports/draft', partner.secretId)).toEqual([false, 'policy of the bucket', 'drafts'])
  })

  test('keeps the draft from its owner too', async () => {
    expect([await read(as(localAccount), 'reports/draft'), await read(as(localAccount), 'reports/2026')]).toEqual(['AccessDenied', 'ok'])
  })

  test('lets the clerk do what its own policy says', async () => {
    const client = as(clerk)
    expect([await write(client, 'uploads/b'), await read(client, 'uploads/b'), await read(client, 'plan')]).toEqual([
      'ok',
      'ok',
      'AccessDenied',
    ])
    expect(await outcomeOf(client.send(new DeleteObjectCommand({ bucket, key: 'uploads/b' })))).toBe('AccessDenied')
    expect(await whoDecides('PutObject', 'uploads/b', clerk.secretId)).toEqual([true, 'policy of the user', 0])
  })

  test('lets a page with temporary credentials upload, and nothing else', async () => {
    const statement = [{ sid: 'page', effect: 'allow', action: 'name/cos:PutObject', resource: under('uploads/*') }] as const
    const { secretId, secretKey } = localAccount
    const credentials = await federationToken({ secretId, secretKey, policy: { statement }, endpoint })()
    const page = as(credentials)
    expect([await write(page, 'uploads/c'), await read(page, 'uploads/c'), await write(page, 'plan')]).toEqual([
      'ok',
      'AccessDenied',
      'AccessDenied',
    ])
    expect(await whoDecides('PutObject', 'uploads/c', credentials.secretId)).toEqual([true, 'ownership', undefined])
    expect(await whoDecides('PutObject', 'plan', credentials.secretId)).toEqual([false, 'policy of the temporary credentials', undefined])
    const withoutToken = as({ secretId: credentials.secretId, secretKey: credentials.secretKey })
    expect(await write(withoutToken, 'uploads/c')).toBe('InvalidToken')
  })

  test('lets a page with temporary credentials upload small pictures from its own network, and nothing else', async () => {
    const { secretId, secretKey } = localAccount
    const upload = async (network: string, contentType: string, body: string) => {
      const condition = {
        ip_equal: { 'qcs:ip': network },
        numeric_less_than_equal: { 'cos:content-length': 10 },
        string_like: { 'cos:content-type': 'image/*' },
      }
      const statement = [{ effect: 'allow', action: 'name/cos:PutObject', resource: under('uploads/*'), condition }] as const
      const credentials = await federationToken({ secretId, secretKey, policy: { statement }, endpoint })()
      return outcomeOf(as(credentials).send(new PutObjectCommand({ bucket, key: 'uploads/picture', contentType, body })))
    }
    expect(await upload('127.0.0.0/8', 'image/png', 'ten bytes!')).toBe('ok')
    expect(await upload('127.0.0.0/8', 'image/png', 'eleven byte')).toBe('AccessDenied')
    expect(await upload('127.0.0.0/8', 'text/html', 'ten bytes!')).toBe('AccessDenied')
    expect(await upload('127.0.0.0/8', 'image/png', '')).toBe('ok')
    expect(await upload('10.0.0.0/8', 'image/png', 'ten bytes!')).toBe('AccessDenied')
  })

  test('says in the error what lacks', async () => {
    const error = (await as(partner)
      .send(new GetObjectCommand({ bucket, key: 'reports/draft' }))
      .catch((caught) => caught)) as Error
    expect(error.message).toContain(
      `Statement 1 (drafts) of the policy of the bucket denies name/cos:GetObject on ${under('reports/draft')}`,
    )
  })
})

test('a policy opens folders to pages of a shop, to listings of one folder, and to nothing that comes unencrypted', async () => {
  const shop = 'shop-1250000000'
  const owner = as(localAccount)
  await owner.send(new CreateBucketCommand({ bucket: shop, tagging: { stage: 'live' } }))
  for (const key of ['pictures/1.jpg', 'secret/1', 'tagged/1']) await owner.send(new PutObjectCommand({ bucket: shop, key, body: key }))
  const inShop = (path: string) => `qcs::cos:ap-guangzhou:uid/1250000000:${shop}/${path}`
  const everybody = { effect: 'allow', principal: { qcs: ['qcs::cam::anyone:anyone'] } } as const
  const statement = [
    {
      ...everybody,
      action: 'name/cos:GetObject',
      resource: inShop('pictures/*'),
      condition: { string_like: { 'cos:referer': ['https://*.shop.example/*', 'https://shop.example/*'] } },
    },
    {
      ...everybody,
      action: 'name/cos:GetBucket',
      resource: inShop('*'),
      condition: { string_equal: { 'cos:prefix': 'pictures/' }, numeric_less_than_equal: { 'cos:max-keys': 10 } },
    },
    {
      ...everybody,
      action: 'name/cos:GetObject',
      resource: inShop('secret/*'),
      condition: { bool_equal: { 'cos:secure-transport': 'true' } },
    },
    {
      ...everybody,
      action: 'name/cos:GetObject',
      resource: inShop('tagged/*'),
      condition: { 'for_any_value:string_equal': { 'qcs:resource_tag': ['stage&live'] } },
    },
  ] as const
  await owner.send(new PutBucketPolicyCommand({ bucket: shop, policy: { version: '2.0', statement } }))
  const visit = async (path: string, referer?: string) =>
    (await fetch(`${endpoint}/${shop}${path}`, { headers: referer === undefined ? {} : { referer } })).status
  expect(await visit('/pictures/1.jpg', 'https://www.shop.example/hats')).toBe(200)
  expect(await visit('/pictures/1.jpg', 'https://shop.example/')).toBe(200)
  expect(await visit('/pictures/1.jpg', 'https://shop.example.thief.example/')).toBe(403)
  expect(await visit('/pictures/1.jpg')).toBe(403)
  expect(await visit('/?prefix=pictures/&max-keys=10')).toBe(200)
  expect(await visit('/?prefix=pictures/&max-keys=11')).toBe(403)
  expect(await visit('/?prefix=pictures/')).toBe(403)
  expect(await visit('/?prefix=secret/&max-keys=10')).toBe(403)
  // The server speaks HTTP.
  expect(await visit('/secret/1')).toBe(403)
  expect(await visit('/tagged/1')).toBe(200)
  await owner.send(new PutBucketTaggingCommand({ bucket: shop, tags: [{ key: 'stage', value: 'closed' }] }))
  expect(await visit('/tagged/1')).toBe(403)
})
