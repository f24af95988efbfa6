import { CreateBucketCommand, PutBucketVersioningCommand, PutObjectCommand } from '@cos/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Stage } from './cli.fixture.js'

let stage: Stage
let object: string
beforeEach(async () => {
  stage = await Stage.open()
  object = `${stage.uri}/a b.txt`
  await stage.client.send(new CreateBucketCommand({ bucket: stage.bucket }))
  await stage.client.send(new PutObjectCommand({ bucket: stage.bucket, key: 'a b.txt', body: 'x' }))
})
afterEach(() => stage.close())

describe('tag', () => {
  test('tags of an object are set, changed, removed, and shown', async () => {
    expect(await stage.run(['tag', object])).toEqual({ exitCode: 0, stdout: '', stderr: '' })
    expect((await stage.run(['tag', object, 'team=web', 'note=a = b'])).stdout).toBe('team  web\nnote  a = b\n')
    expect(await stage.json('tag', object, 'team=ops', 'new=')).toEqual([
      { operation: 'tag', success: true, bucket: stage.bucket, key: 'a b.txt', tags: { team: 'ops', note: 'a = b', new: '' } },
    ])
    expect(await stage.json('tag', '--remove', 'team', '--remove', 'never', object)).toMatchObject([{ tags: { note: 'a = b', new: '' } }])
    expect(await stage.json('tag', object)).toEqual([
      { type: 'tags', bucket: stage.bucket, key: 'a b.txt', tags: { note: 'a = b', new: '' } },
    ])
    expect(await stage.json('tag', '--remove-all', object, 'only=this')).toMatchObject([{ tags: { only: 'this' } }])
    expect(await stage.json('tag', '--remove-all', object)).toMatchObject([{ tags: {} }])
    expect(await stage.json('tag', object)).toMatchObject([{ tags: {} }])
  })

  test('tags of a bucket too, which may have none', async () => {
    expect(await stage.json('tag', stage.uri)).toEqual([{ type: 'tags', bucket: stage.bucket, tags: {} }])
    await stage.json('tag', stage.uri, 'cost=42')
    expect(await stage.json('tag', stage.uri, 'team=web')).toMatchObject([{ tags: { cost: '42', team: 'web' } }])
    await stage.json('tag', '--remove', 'cost', '--remove', 'team', stage.uri)
    expect(await stage.json('tag', stage.uri)).toMatchObject([{ tags: {} }])
  })

  test('of one version', async () => {
    await stage.client.send(new PutBucketVersioningCommand({ bucket: stage.bucket, status: 'Enabled' }))
    await stage.client.send(new PutObjectCommand({ bucket: stage.bucket, key: 'a b.txt', body: 'y' }))
    await stage.json('tag', '--version-id', 'null', object, 'old=yes')
    expect(await stage.json('tag', object)).toMatchObject([{ tags: {} }])
    expect(await stage.json('tag', '--version-id', 'null', object)).toMatchObject([{ tags: { old: 'yes' } }])
  })

  test.each([
    [['tag', 'cos://photos-1250000000/a', 'team'], 2, /name=value/],
    [['tag', 'cos://photos-1250000000/a', '=x'], 2, /name=value/],
    [['tag', '--remove', 'a', '--remove-all', 'cos://photos-1250000000/a'], 2, /--remove-all removes all/],
    [['tag', '--version-id', 'v', 'cos://photos-1250000000'], 2, /an object is wanted/],
    [['tag', 'cos://photos-1250000000/none'], 1, /There is no such object/],
    [['tag', 'cos://photos-1250000000/a b.txt', ...Array.from({ length: 11 }, (_, at) => `k${at}=`)], 2, /10 tags or fewer/],
  ])('%j is refused', async (words, exitCode, message) => {
    expect(await stage.run(words)).toMatchObject({ exitCode, stdout: '', stderr: expect.stringMatching(message) })
  })
})

describe('acl', () => {
  test('of an object is that of its bucket until it has a name of its own', async () => {
    expect((await stage.run(['acl', object])).stdout).toMatch(/^list +default\nowner +\S+\n/)
    expect(await stage.run(['acl', object, 'public-read'])).toEqual({ exitCode: 0, stdout: `${object}: public-read\n`, stderr: '' })
    expect((await fetch(`${stage.environment['COS_ENDPOINT']}/${stage.bucket}/a%20b.txt`)).status).toBe(200)
    expect(await stage.json('acl', object)).toMatchObject([
      { type: 'acl', bucket: stage.bucket, key: 'a b.txt', acl: 'public-read', grants: expect.any(Array) },
    ])
    expect((await stage.run(['acl', object])).stdout).toMatch(/^READ +http:\/\/cam.qcloud.com\/groups\/global\/AllUsers$/m)
    expect(await stage.json('acl', object, 'default')).toEqual([
      { operation: 'acl', success: true, bucket: stage.bucket, key: 'a b.txt', acl: 'default' },
    ])
    expect((await fetch(`${stage.environment['COS_ENDPOINT']}/${stage.bucket}/a%20b.txt`)).status).toBe(403)
  })

  test('of a bucket', async () => {
    expect(await stage.json('acl', stage.uri)).toMatchObject([{ bucket: stage.bucket, acl: 'private' }])
    await stage.json('acl', stage.uri, 'public-read')
    expect((await fetch(`${stage.environment['COS_ENDPOINT']}/${stage.bucket}/a%20b.txt`)).status).toBe(200)
  })

  test('grants are given by account', async () => {
    const ids = ['--grant-read', '100000000007', '--grant-read', '100000000008', '--grant-full-control', '100000000009']
    await stage.json('acl', ...ids, object)
    const [{ grants } = {}] = await stage.json('acl', object)
    const given = (grants as { permission: string; grantee: { id: string } }[]).map(
      ({ permission, grantee }) => `${permission} ${grantee.id}`,
    )
    for (const [permission, id] of [
      ['READ', '7'],
      ['READ', '8'],
      ['FULL_CONTROL', '9'],
    ])
      expect(given.some((grant) => grant.startsWith(`${permission} `) && grant.endsWith(`10000000000${id}`))).toBe(true)
  })

  test.each([
    [['acl', 'cos://photos-1250000000/a', 'public'], 2, /private, public-read/],
    [['acl', 'cos://photos-1250000000', 'default'], 2, /private, public-read/],
    [['acl', '--grant-read', '1', 'cos://photos-1250000000/a', 'private'], 2, /either a list by name or grants/],
    [['acl', '--version-id', 'v', 'cos://photos-1250000000'], 2, /an object is wanted/],
    [['acl', 'cos://photos-1250000000/none', 'private'], 1, /There is no such object/],
  ])('%j is refused', async (words, exitCode, message) => {
    expect(await stage.run(words)).toMatchObject({ exitCode, stdout: '', stderr: expect.stringMatching(message) })
  })
})
