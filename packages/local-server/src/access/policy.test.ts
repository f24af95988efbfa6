import {
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  ListObjectsCommand,
  type PolicyDocument,
  type PolicyStatement,
  PutBucketAclCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { localAccount } from '../account.js'
import { bucket, raw } from '../local-server.fixture.js'
import { accessWorld, clerk, outcomeOf, stranger, strangersClerk } from './access.fixture.js'

const clerkId = 'qcs::cam::uin/100000000001:uin/100000000011'
const strangerId = 'qcs::cam::uin/100000000099:uin/100000000099'
const everything = `qcs::cos:ap-guangzhou:uid/1250000000:${bucket}/*`
const read = () => new GetObjectCommand({ bucket, key: 'a' })
const readers: PolicyStatement = { effect: 'allow', principal: { qcs: [clerkId] }, action: 'name/cos:GetObject', resource: everything }
const policyOf = (...statement: PolicyStatement[]): PolicyDocument => ({ version: '2.0', statement })

/** The outcome of a read by the clerk under a policy of one statement, changed so. */
async function readBy(account: typeof clerk | undefined, change: Partial<PolicyStatement>): Promise<string> {
  const { owner, as } = await accessWorld()
  await owner.send(new PutBucketPolicyCommand({ bucket, policy: policyOf({ ...readers, ...change }) }))
  return outcomeOf(as(account).send(read()))
}

test.each<[what: string, change: Partial<PolicyStatement>, clerk: string, nobody: string]>([
  ['as it is', {}, 'ok', 'AccessDenied'],
  ['for another', { principal: { qcs: strangerId } }, 'AccessDenied', 'AccessDenied'],
  ['for everybody, *', { principal: '*' }, 'ok', 'ok'],
  ['for everybody, in a list', { principal: { qcs: ['*'] } }, 'ok', 'ok'],
  ['for everybody, by name', { principal: { qcs: ['qcs::cam::anyone:anyone'] } }, 'ok', 'ok'],
  ['for every user of the account', { principal: { qcs: 'qcs::cam::uin/100000000001:uin/*' } }, 'ok', 'AccessDenied'],
  ['of every action', { action: '*' }, 'ok', 'AccessDenied'],
  ['of every action of COS', { action: ['name/cos:*'] }, 'ok', 'AccessDenied'],
  ['of reading actions', { action: ['cos:Get*'] }, 'ok', 'AccessDenied'],
  ['of another action', { action: ['name/cos:HeadObject'] }, 'AccessDenied', 'AccessDenied'],
  ['of an action that begins so', { action: ['name/cos:Get'] }, 'AccessDenied', 'AccessDenied'],
  ['on everything', { resource: '*' }, 'ok', 'AccessDenied'],
  ['in every region', { resource: [`qcs::cos:*:uid/1250000000:${bucket}/a`] }, 'ok', 'AccessDenied'],
  ['in no region', { resource: [`qcs::cos::uid/1250000000:${bucket}/a`] }, 'ok', 'AccessDenied'],
  ['in another region', { resource: [`qcs::cos:ap-beijing:uid/1250000000:${bucket}/a`] }, 'AccessDenied', 'AccessDenied'],
  ['on other keys', { resource: [`qcs::cos:ap-guangzhou:uid/1250000000:${bucket}/b*`] }, 'AccessDenied', 'AccessDenied'],
  ['on the older name', { resource: ['qcs::cos:ap-guangzhou:uid/1250000000:prefix//1250000000/photos/*'] }, 'ok', 'AccessDenied'],
])('a statement %s', async (_, change, forClerk, forNobody) => {
  expect([await readBy(clerk, change), await readBy(undefined, change)]).toEqual([forClerk, forNobody])
})

test.each<[condition: PolicyStatement['condition'], expected: 'ok' | 'AccessDenied']>([
  [{ ip_equal: { 'qcs:ip': ['10.0.0.0/8', '127.0.0.1'] } }, 'ok'],
  [{ ip_equal: { 'qcs:ip': '10.0.0.0/8' } }, 'AccessDenied'],
  [{ ip_not_equal: { 'qcs:ip': '10.0.0.0/8' } }, 'ok'],
  [{ bool_equal: { 'cos:secure-transport': 'true' } }, 'ok'],
  [{ bool_equal: { 'cos:secure-transport': false } }, 'AccessDenied'],
  [{ string_equal: { 'cos:x-cos-traffic-limit': '819200' } }, 'AccessDenied'],
  [{ string_equal_if_exist: { 'cos:x-cos-traffic-limit': '819200' } }, 'ok'],
  [{ string_not_equal: { 'cos:versionid': 'x' } }, 'AccessDenied'],
  [{ string_not_equal_if_exist: { 'cos:versionid': 'x' } }, 'ok'],
  [{ null_equal: { 'cos:versionid': 'true' } }, 'ok'],
  [{ null_equal: { 'cos:versionid': 'false' } }, 'AccessDenied'],
  [{ string_like: { 'cos:host': 'photos-*.myqcloud.com' } }, 'ok'],
  [{ string_not_like: { 'cos:host': 'photos-*.myqcloud.com' } }, 'AccessDenied'],
  [{ string_equal_ignore_case: { 'cos:response-content-type': 'TEXT/PLAIN' } }, 'ok'],
  [{ numeric_less_than: { 'cos:response-expires': 8 } }, 'ok'],
  [{ numeric_less_than_equal: { 'cos:response-expires': 7 } }, 'ok'],
  [{ numeric_greater_than: { 'cos:response-expires': 7 } }, 'AccessDenied'],
  [{ numeric_equal: { 'cos:response-expires': '7.0' } }, 'ok'],
  [{ date_greater_than: { 'qcs:current_time': '2020-01-01T00:00:00Z' } }, 'ok'],
  [{ date_less_than: { 'qcs:current_time': '2020-01-01T00:00:00Z' } }, 'AccessDenied'],
  [{ 'for_any_value:string_equal': { 'qcs:resource_tag': ['team&a', 'team&b'] } }, 'ok'],
  [{ 'for_all_value:string_equal': { 'qcs:resource_tag': 'team&a' } }, 'AccessDenied'],
  [{ 'for_all_value:string_equal': { 'qcs:resource_tag': ['team&a', 'cost&1'] } }, 'ok'],
  [{ ip_equal: { 'qcs:ip': '127.0.0.1' }, string_equal: { 'cos:versionid': 'x' } }, 'AccessDenied'],
])('under the condition %j it is %s', async (condition, expected) => {
  const { owner, server, as } = await accessWorld()
  const tags = [
    { key: 'team', value: 'a' },
    { key: 'cost', value: '1' },
  ]
  await server.store.putConfiguration(bucket, 'tagging', { tags })
  await owner.send(new PutBucketPolicyCommand({ bucket, policy: policyOf({ ...readers, condition }) }))
  const asked = new GetObjectCommand({ bucket, key: 'a', responseContentType: 'text/plain', responseExpires: '7' })
  expect(await outcomeOf(as(clerk).send(asked))).toBe(expected)
})

test('a listing is of what its prefix names', async () => {
  const { owner, as } = await accessWorld()
  const resource = `qcs::cos:ap-guangzhou:uid/1250000000:${bucket}/docs/*`
  await owner.send(new PutBucketPolicyCommand({ bucket, policy: policyOf({ ...readers, action: 'name/cos:GetBucket', resource }) }))
  const list = (prefix?: string) => outcomeOf(as(clerk).send(new ListObjectsCommand({ bucket, prefix })))
  expect([await list('docs/a'), await list('docs/'), await list('doc'), await list()]).toEqual(['ok', 'ok', 'AccessDenied', 'AccessDenied'])
})

describe('the order', () => {
  const deny: PolicyStatement = { ...readers, sid: 'no', effect: 'deny', principal: '*' }

  test('a denial wins over what allows, over lists, and over ownership', async () => {
    const { owner, as } = await accessWorld()
    await owner.send(new PutBucketAclCommand({ bucket, acl: 'public-read' }))
    expect(await outcomeOf(as().send(read()))).toBe('ok')
    await owner.send(new PutBucketPolicyCommand({ bucket, policy: policyOf(readers, deny) }))
    for (const account of [undefined, clerk, localAccount]) expect(await outcomeOf(as(account).send(read()))).toBe('AccessDenied')
    expect(await outcomeOf(as().send(new ListObjectsCommand({ bucket })))).toBe('ok')
  })

  test('an owner can always mend the policy of its bucket', async () => {
    const { owner, as } = await accessWorld()
    const all = { ...deny, action: '*', resource: '*' } as const
    await owner.send(new PutBucketPolicyCommand({ bucket, policy: policyOf(all) }))
    expect(await outcomeOf(owner.send(read()))).toBe('AccessDenied')
    expect(await outcomeOf(as(clerk).send(new DeleteBucketPolicyCommand({ bucket })))).toBe('AccessDenied')
    await owner.send(new DeleteBucketPolicyCommand({ bucket }))
    expect(await outcomeOf(owner.send(read()))).toBe('ok')
  })

  test('a user of the account may do what its own policy allows, and no more', async () => {
    const policy = { statement: [{ effect: 'allow', action: ['name/cos:GetObject'], resource: '*' }] } as const
    const user = { ...clerk, uin: '100000000012', secretId: 'user-id', policy }
    const { as } = await accessWorld([user])
    expect(await outcomeOf(as(user).send(read()))).toBe('ok')
    expect(await outcomeOf(as(user).send(new DeleteObjectCommand({ bucket, key: 'a' })))).toBe('AccessDenied')
    expect(await outcomeOf(as(clerk).send(read()))).toBe('AccessDenied')
  })

  test('what another account is given, its users have as far as it passes it on', async () => {
    const policy = { statement: [{ effect: 'allow', action: ['name/cos:GetObject'], resource: '*' }] } as const
    const trusted = { ...strangersClerk, uin: '100000000097', secretId: 'trusted-id', policy }
    const { owner, as } = await accessWorld([trusted])
    const toAccount = { ...readers, principal: { qcs: strangerId }, action: 'name/cos:*' } as const
    await owner.send(new PutBucketPolicyCommand({ bucket, policy: policyOf(toAccount) }))
    const outcomes = [stranger, strangersClerk, trusted].map((account) => outcomeOf(as(account).send(read())))
    expect(await Promise.all(outcomes)).toEqual(['ok', 'AccessDenied', 'ok'])
    expect(await outcomeOf(as(trusted).send(new PutObjectCommand({ bucket, key: 'b', body: '' })))).toBe('AccessDenied')
  })
})

test('a policy is read back as it was put, but for the name of its statements', async () => {
  const { server, owner } = await accessWorld()
  expect(await outcomeOf(owner.send(new GetBucketPolicyCommand({ bucket })))).toBe('NoSuchBucketPolicy')
  const put = { Version: '2.0', statement: [{ Effect: 'Allow', Principal: '*', Action: 'name/cos:*', Resource: '*', Extra: { a: 1 } }] }
  expect(await raw(server, { method: 'PUT', target: '/?policy', body: JSON.stringify(put) })).toMatchObject({ status: 204 })
  const { status, text, headers } = await raw(server, { target: '/?policy' })
  expect([status, headers['content-type'], JSON.parse(text)]).toEqual([
    200,
    'application/json',
    { Version: '2.0', Statement: put.statement },
  ])
  const { policy } = await owner.send(new GetBucketPolicyCommand({ bucket }))
  expect(policy).toMatchObject({ version: '2.0', statement: [{ effect: 'allow', action: 'name/cos:*' }] })
  await owner.send(new DeleteBucketPolicyCommand({ bucket }))
  await owner.send(new DeleteBucketPolicyCommand({ bucket }))
  expect(await raw(server, { target: '/?policy' })).toMatchObject({ status: 404, code: 'NoSuchBucketPolicy' })
})

const good = { effect: 'allow', principal: '*', action: 'name/cos:*', resource: '*' }
test.each([
  ['no JSON', '{', 'MalformedPolicy'],
  ['a list', '[]', 'MalformedPolicy'],
  ['no statement', '{"version":"2.0"}', 'MalformedPolicy'],
  ['another version', JSON.stringify({ version: '3.0', statement: [good] }), 'MalformedPolicy'],
  ['another effect', of({ effect: 'perhaps' }), 'MalformedPolicy'],
  ['no principal', of({ principal: undefined }), 'MalformedPolicy'],
  ['no action', of({ action: [] }), 'MalformedPolicy'],
  ['a strange action', of({ action: 'read things' }), 'MalformedPolicy'],
  ['no resource', of({ resource: undefined }), 'MalformedPolicy'],
  ['a strange resource', of({ resource: 'photos/*' }), 'MalformedPolicy'],
  ['an unknown operator', of({ condition: { string_equals: { 'cos:prefix': 'a' } } }), 'MalformedPolicy'],
  ['an address that is none', of({ condition: { ip_equal: { 'qcs:ip': '10.0.0.0/40' } } }), 'MalformedPolicy'],
  ['an address with half a mask', of({ condition: { ip_equal: { 'qcs:ip': '10.0.0.0/' } } }), 'MalformedPolicy'],
  ['a number that is none', of({ condition: { numeric_equal: { 'cos:max-keys': 'ten' } } }), 'MalformedPolicy'],
  ['a condition without values', of({ condition: { string_equal: { 'cos:prefix': [] } } }), 'MalformedPolicy'],
  ['too much', of({ sid: 'x'.repeat(20_480) }), 'PolicyFull'],
  ['nothing', '', 'MissingRequestBodyError'],
])('%s is no policy', async (_, body, code) => {
  const { server } = await accessWorld()
  expect(await raw(server, { method: 'PUT', target: '/?policy', body })).toMatchObject({ status: 400, code })
})

function of(change: object): string {
  return JSON.stringify({ version: '2.0', statement: [{ ...good, ...change }] })
}

test('who may do what, and why, can be asked', async () => {
  const { server, owner } = await accessWorld()
  await owner.send(new PutBucketPolicyCommand({ bucket, policy: policyOf({ ...readers, sid: 'readers' }) }))
  const asked = { operation: 'GetObject', bucket, key: 'a', secretId: clerk.secretId }
  expect(await server.explainAccess(asked)).toMatchObject({
    isAllowed: true,
    by: 'policy of the bucket',
    statement: { index: 0, sid: 'readers' },
    principal: clerkId,
    action: 'name/cos:GetObject',
    resource: `qcs::cos:ap-guangzhou:uid/1250000000:${bucket}/a`,
  })
  await owner.send(new PutBucketAclCommand({ bucket, grantRead: ['100000000099'] }))
  expect(await server.explainAccess({ ...asked, secretId: stranger.secretId })).toMatchObject({
    isAllowed: true,
    by: 'access control list of the bucket',
    grant: { grantee: strangerId, permission: 'READ' },
  })
  expect(await server.explainAccess({ ...asked, secretId: localAccount.secretId })).toMatchObject({ isAllowed: true, by: 'ownership' })
  const nobody = await server.explainAccess({ ...asked, secretId: undefined })
  expect(nobody).toMatchObject({ isAllowed: false, by: 'nothing', principal: 'anonymous' })
  expect(nobody.reason).toBe(`Nothing allows name/cos:GetObject on qcs::cos:ap-guangzhou:uid/1250000000:${bucket}/a for anonymous.`)
})
