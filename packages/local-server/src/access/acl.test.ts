import {
  type AccessControlInput,
  DeleteMultipleObjectsCommand,
  GetBucketAclCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  PutBucketAclCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { localAccount } from '../account.js'
import { bucket, raw } from '../local-server.fixture.js'
import { accessWorld, clerk, outcomeOf, stranger, strangersClerk } from './access.fixture.js'

const ownerId = 'qcs::cam::uin/100000000001:uin/100000000001'
const strangerId = 'qcs::cam::uin/100000000099:uin/100000000099'
const allUsers = 'http://cam.qcloud.com/groups/global/AllUsers'

type List = AccessControlInput<'private' | 'public-read' | 'public-read-write' | 'authenticated-read'>

describe('who may do what to a bucket whose list is', () => {
  const callers = { nobody: undefined, stranger, clerk, owner: localAccount }
  const commands = {
    list: () => new ListObjectsCommand({ bucket }),
    read: () => new GetObjectCommand({ bucket, key: 'a' }),
    write: () => new PutObjectCommand({ bucket, key: 'b', body: '' }),
    readList: () => new GetBucketAclCommand({ bucket }),
    writeList: (list: List) => new PutBucketAclCommand({ bucket, ...list }),
  }
  type Can = Partial<Record<keyof typeof callers, readonly (keyof typeof commands)[]>>
  const everything = ['list', 'read', 'write', 'readList', 'writeList'] as const
  const cases: readonly (readonly [what: string, list: List, can: Can])[] = [
    ['private', { acl: 'private' }, {}],
    ['public-read', { acl: 'public-read' }, { nobody: ['list', 'read'], stranger: ['list', 'read'], clerk: ['list', 'read'] }],
    [
      'public-read-write',
      { acl: 'public-read-write' },
      { nobody: ['list', 'read', 'write'], stranger: ['list', 'read', 'write'], clerk: ['list', 'read', 'write'] },
    ],
    ['authenticated-read', { acl: 'authenticated-read' }, { stranger: ['list', 'read'], clerk: ['list', 'read'] }],
    ['a READ for another account, by number', { grantRead: ['100000000099'] }, { stranger: ['list', 'read'] }],
    ['a READ for another account, in full', { grantRead: [strangerId] }, { stranger: ['list', 'read'] }],
    ['a WRITE for a sub-account', { grantWrite: ['qcs::cam::uin/100000000001:uin/100000000011'] }, { clerk: ['write'] }],
    ['a READ_ACP', { grantReadAcp: ['100000000099'] }, { stranger: ['readList'] }],
    ['a WRITE_ACP', { grantWriteAcp: ['100000000099'] }, { stranger: ['writeList'] }],
    ['a FULL_CONTROL', { grantFullControl: ['100000000099'] }, { stranger: everything }],
    [
      'a READ for everybody, as a group',
      { grantRead: [allUsers] },
      { nobody: ['list', 'read'], stranger: ['list', 'read'], clerk: ['list', 'read'] },
    ],
    [
      'a READ for everybody, by name',
      { grantRead: ['qcs::cam::anyone:anyone'] },
      { nobody: ['list', 'read'], stranger: ['list', 'read'], clerk: ['list', 'read'] },
    ],
    [
      'a document',
      { owner: { id: ownerId }, accessControlList: [{ grantee: { type: 'CanonicalUser', id: strangerId }, permission: 'WRITE' }] },
      { stranger: ['write'] },
    ],
  ]
  for (const [what, list, can] of cases) {
    test(what, async () => {
      const { owner, as } = await accessWorld()
      await owner.send(new PutBucketAclCommand({ bucket, ...list }))
      const allowed: Record<string, string[]> = {}
      for (const [caller, account] of Object.entries(callers)) {
        for (const [name, command] of Object.entries(commands)) {
          if ((await outcomeOf(as(account).send(command(list)))) === 'ok') (allowed[caller] ??= []).push(name)
        }
      }
      expect(allowed).toEqual({ ...can, owner: [...everything] })
    })
  }
})

test.each([
  ['public-read', 'ok', 'AccessDenied'],
  ['authenticated-read', 'AccessDenied', 'AccessDenied'],
  ['private', 'AccessDenied', 'AccessDenied'],
] as const)('an object that is %s: for nobody known %s, and %s to list', async (acl, read, list) => {
  const { owner, as } = await accessWorld()
  await owner.send(new PutObjectAclCommand({ bucket, key: 'a', acl }))
  expect(await outcomeOf(as().send(new HeadObjectCommand({ bucket, key: 'a' })))).toBe(read)
  expect(await outcomeOf(as().send(new ListObjectsCommand({ bucket })))).toBe(list)
})

test('an object follows its bucket until it has a list of its own, and again once that is `default`', async () => {
  const { owner, as } = await accessWorld()
  const read = () => outcomeOf(as().send(new GetObjectCommand({ bucket, key: 'a' })))
  await owner.send(new PutBucketAclCommand({ bucket, acl: 'public-read' }))
  expect(await read()).toBe('ok')
  await owner.send(new PutObjectAclCommand({ bucket, key: 'a', acl: 'private' }))
  expect(await read()).toBe('AccessDenied')
  await owner.send(new PutObjectAclCommand({ bucket, key: 'a', acl: 'default' }))
  expect(await read()).toBe('ok')
})

test('lists are shown as they were given', async () => {
  const { owner } = await accessWorld()
  const shown = async () => {
    const { acl, accessControlList } = await owner.send(new GetBucketAclCommand({ bucket }))
    return [acl, ...accessControlList.map(({ grantee, permission }) => `${grantee.type} ${grantee.id ?? grantee.uri} ${permission}`)]
  }
  const own = `CanonicalUser ${ownerId} FULL_CONTROL`
  expect(await shown()).toEqual(['private', own])
  await owner.send(new PutBucketAclCommand({ bucket, acl: 'public-read-write' }))
  expect(await shown()).toEqual(['public-read-write', own, `Group ${allUsers} READ`, `Group ${allUsers} WRITE`])
  await owner.send(new PutBucketAclCommand({ bucket, grantRead: ['100000000099', strangerId] }))
  expect(await shown()).toEqual([undefined, `CanonicalUser ${strangerId} READ`])
  const { acl: _, ...document } = await owner.send(new GetBucketAclCommand({ bucket }))
  await owner.send(new PutBucketAclCommand({ bucket, ...document }))
  expect(await shown()).toEqual([undefined, `CanonicalUser ${strangerId} READ`])

  const of = async () => (await owner.send(new GetObjectAclCommand({ bucket, key: 'a' }))).acl
  expect(await of()).toBe('default')
  await owner.send(new PutObjectAclCommand({ bucket, key: 'a', acl: 'public-read' }))
  expect(await of()).toBe('public-read')
})

test('a name and grants come together from other clients, headers and a document never', async () => {
  const { server, owner } = await accessWorld()
  const grant = { 'x-cos-grant-read': 'id="100000000099"' }
  const target = '/?acl'
  expect(await raw(server, { method: 'PUT', target, headers: { ...grant, 'x-cos-acl': 'public-read' } })).toMatchObject({ status: 200 })
  const { accessControlList } = await owner.send(new GetBucketAclCommand({ bucket }))
  expect(accessControlList.map(({ grantee: { id, uri } }) => id ?? uri)).toEqual([allUsers, strangerId])
  const body = '<AccessControlPolicy><AccessControlList/></AccessControlPolicy>'
  expect(await raw(server, { method: 'PUT', target, headers: grant, body })).toMatchObject({ status: 400, code: 'InvalidRequest' })
})

test.each([
  ['no list at all', {}, undefined, 'MissingRequestBodyError'],
  ['a name there is not', { 'x-cos-acl': 'secret' }, undefined, 'InvalidArgument'],
  ['grants of nobody', { 'x-cos-grant-read': 'somebody' }, undefined, 'InvalidArgument'],
  ['another document', {}, '<Other/>', 'MalformedXML'],
  ['a document without a list', {}, '<AccessControlPolicy/>', 'MalformedXML'],
  ['a permission there is not', {}, aclText('<ID>qcs::cam::anyone:anyone</ID>', 'EAT'), 'MalformedXML'],
  ['a grantee without a name', {}, aclText('', 'READ'), 'MalformedXML'],
  ['101 grants', { 'x-cos-grant-read': Array.from({ length: 101 }, (_, index) => `id="${index + 1}"`).join(',') }, undefined, 'PolicyFull'],
])('%s is refused', async (_, headers, body, code) => {
  const { server } = await accessWorld()
  for (const target of ['/?acl', '/a?acl=']) {
    expect(await raw(server, { method: 'PUT', target, headers: headers as Record<string, string>, body })).toMatchObject({
      status: 400,
      code,
    })
  }
})

test('objects are written with grants, and a copy takes none of them', async () => {
  const { server, as } = await accessWorld()
  const headers = { 'x-cos-grant-read': 'id="100000000099"' }
  await raw(server, { method: 'PUT', target: '/b', headers, body: 'text' })
  expect(await outcomeOf(as(stranger).send(new GetObjectCommand({ bucket, key: 'b' })))).toBe('ok')
  expect(await outcomeOf(as(strangersClerk).send(new GetObjectCommand({ bucket, key: 'b' })))).toBe('AccessDenied')
  const source = { 'x-cos-copy-source': `${bucket}.cos.ap-guangzhou.myqcloud.com/b` }
  await raw(server, { method: 'PUT', target: '/c', headers: source })
  expect(await outcomeOf(as(stranger).send(new GetObjectCommand({ bucket, key: 'c' })))).toBe('AccessDenied')
})

test('what is denied says why, and keys of a batch are judged one by one', async () => {
  const { as } = await accessWorld()
  const { errors } = await as(stranger).send(new DeleteMultipleObjectsCommand({ bucket, objects: [{ key: 'a' }] }))
  expect(errors[0]).toMatchObject({ key: 'a', code: 'AccessDenied' })
  expect(errors[0]!.message).toContain(`Nothing allows name/cos:DeleteMultipleObjects on qcs::cos:ap-guangzhou:uid/1250000000:${bucket}/a`)
})

function aclText(grantee: string, permission: string): string {
  const grant = `<Grant><Grantee>${grantee}</Grantee><Permission>${permission}</Permission></Grant>`
  return `<AccessControlPolicy><AccessControlList>${grant}</AccessControlList></AccessControlPolicy>`
}
