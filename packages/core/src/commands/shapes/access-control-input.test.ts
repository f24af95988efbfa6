import { expect, test } from 'vitest'
import { CosClient } from '../../client/cos-client.js'
import { CreateBucketCommand, PutBucketAclCommand, PutBucketPolicyCommand, PutObjectAclCommand } from '../index.js'

const bucket = 'photos-1250000000'
const owner = { id: 'qcs::cam::uin/100000000001:uin/100000000001' }
const accessControlList = [{ grantee: { id: owner.id }, permission: 'READ' }]

let sent = 0
const client = new CosClient({
  region: 'ap-guangzhou',
  credentials: { secretId: 'id', secretKey: 'key' },
  transport: () => {
    sent += 1
    throw new Error('It was sent.')
  },
  retry: () => undefined,
})

async function memberOf(command: Parameters<typeof client.send>[0]): Promise<string> {
  const before = sent
  const error = (await client.send(command).catch((caught: unknown) => caught)) as { name: string; member: string }
  expect([error.name, sent]).toEqual(['InputError', before])
  return error.member
}

test.each<[what: string, input: object, member: string]>([
  ['no list at all', {}, 'acl'],
  ['a name and grants', { acl: 'private', grantWrite: ['100000000001'] }, 'grantWrite'],
  ['a name and a document', { acl: 'private', owner, accessControlList }, 'acl'],
  ['grants and a document', { grantReadAcp: ['100000000001'], owner, accessControlList }, 'grantReadAcp'],
  ['a document without an owner', { accessControlList }, 'owner'],
  ['an owner without grants', { owner }, 'accessControlList'],
  ['grants to nobody', { grantRead: [] }, 'grantRead'],
  ['a grant to a nickname', { grantRead: ['100000000001', 'ada'] }, 'grantRead[1]'],
  ['a name there is not', { acl: 'secret' }, 'acl'],
])('%s is refused before anything is sent', async (_, input, member) => {
  expect(await memberOf(new PutBucketAclCommand({ bucket, ...input } as never))).toBe(member)
  expect(await memberOf(new PutObjectAclCommand({ bucket, key: 'a', ...input } as never))).toBe(member)
})

test.each<[what: string, policy: unknown, member: string]>([
  ['text that is no JSON', '{', 'policy'],
  ['no statement', { statement: [] }, 'policy.statement'],
  ['another effect', { statement: [{ effect: 'maybe' }] }, 'policy.statement[0].effect'],
  ['no action', { statement: [{ effect: 'allow', resource: '*', principal: '*' }] }, 'policy.statement[0].action'],
  ['no resource', { statement: [{ effect: 'allow', action: '*', principal: '*' }] }, 'policy.statement[0].resource'],
  ['no principal', { statement: [{ effect: 'allow', action: '*', resource: '*' }] }, 'policy.statement[0].principal'],
])('a policy with %s is refused before it is sent', async (_, policy, member) => {
  expect(await memberOf(new PutBucketPolicyCommand({ bucket, policy } as never))).toBe(member)
})

test.each([
  'photos',
  'Photos-1250000000',
  '-photos-1250000000',
  'photos--',
  'a_b-1250000000',
  'a.b-1250000000',
  `${'a'.repeat(53)}-1250000000`,
])('the bucket name %s is refused before it is sent', async (name) => {
  expect(await memberOf(new CreateBucketCommand({ bucket: name }))).toBe('bucket')
})
