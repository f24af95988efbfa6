import { PutBucketAclCommand, PutBucketPolicyCommand, PutObjectAclCommand } from '../index.js'

const bucket = 'photos-1250000000'
const owner = { id: 'qcs::cam::uin/100000000001:uin/100000000001' }
const accessControlList = [{ grantee: { id: owner.id }, permission: 'READ' as const }]

new PutBucketAclCommand({ bucket, acl: 'public-read' })
new PutBucketAclCommand({ bucket, grantRead: ['100000000001'], grantWrite: ['100000000001'] })
new PutBucketAclCommand({ bucket, owner, accessControlList })
new PutObjectAclCommand({ bucket, key: 'a', versionId: 'x', acl: 'default' })

// @ts-expect-error a name and grants
new PutBucketAclCommand({ bucket, acl: 'public-read', grantRead: ['100000000001'] })
// @ts-expect-error a name and a document
new PutBucketAclCommand({ bucket, acl: 'public-read', owner, accessControlList })
// @ts-expect-error grants and a document
new PutBucketAclCommand({ bucket, grantRead: ['100000000001'], owner, accessControlList })
// @ts-expect-error a document without an owner
new PutBucketAclCommand({ bucket, accessControlList })
// @ts-expect-error an owner without grants
new PutBucketAclCommand({ bucket, owner })
// @ts-expect-error no list at all
new PutBucketAclCommand({ bucket })
// @ts-expect-error a name that only objects have
new PutBucketAclCommand({ bucket, acl: 'default' })
// @ts-expect-error a permission there is not
new PutBucketAclCommand({ bucket, owner, accessControlList: [{ grantee: { id: owner.id }, permission: 'EAT' }] })
// @ts-expect-error a grantee is one of the two
new PutBucketAclCommand({ bucket, owner, accessControlList: [{ grantee: { id: owner.id, uri: 'http://a' }, permission: 'READ' }] })
// @ts-expect-error a name and grants
new PutObjectAclCommand({ bucket, key: 'a', acl: 'private', grantFullControl: ['100000000001'] })
// @ts-expect-error no list at all
new PutObjectAclCommand({ bucket, key: 'a' })

const statement = { effect: 'allow', principal: '*', action: 'name/cos:GetObject', resource: '*' } as const
new PutBucketPolicyCommand({ bucket, policy: { statement: [statement] } })
// @ts-expect-error an effect there is not
new PutBucketPolicyCommand({ bucket, policy: { statement: [{ ...statement, effect: 'maybe' }] } })
// @ts-expect-error an action without its prefix
new PutBucketPolicyCommand({ bucket, policy: { statement: [{ ...statement, action: 'GetObject' }] } })
// @ts-expect-error an operator there is not
new PutBucketPolicyCommand({ bucket, policy: { statement: [{ ...statement, condition: { ip_like: { 'qcs:ip': '10.0.0.0/8' } } }] } })
