import { CreateBucketCommand, type PolicyStatement, PutBucketPolicyCommand, PutObjectCommand } from '@cos/core'
import {
  CopyFileCommand,
  CreateFolderCommand,
  DeleteFileCommand,
  ListFolderCommand,
  MoveFileCommand,
  StatFileCommand,
  UpdateFileCommand,
  UploadFileCommand,
  V4Client,
} from '@cos/legacy-v4'
import { localAccount, type RequestRecord } from '@cos/local-server'
import { expect, test } from 'vitest'
import { bytesOf, world } from './world.js'

const resource = 'qcs::cos:ap-guangzhou:uid/1250000000:box-1250000000'
const statement = (effect: 'allow' | 'deny', actions: readonly string[], under: string): PolicyStatement => ({
  effect,
  action: actions.map((action) => `name/cos:${action}` as const),
  resource: `${resource}/${under}`,
})
const clerk = {
  ...localAccount,
  uin: '100000000011',
  secretId: 'clerk-id',
  secretKey: 'clerk-key',
  policy: {
    statement: [
      statement('allow', ['PutObject', 'HeadObject', 'GetObject', 'GetBucket', 'InitiateMultipartUpload', 'ListParts'], 'docs/*'),
      statement('allow', ['GetObject'], 'a'),
    ],
  },
}

/** [?] The code for lacking rights is not sourced; this is the one for accounts that are not of the bucket. */
const denied = 'SignatureForOtherAppId'

async function clerksWorld() {
  const records: RequestRecord[] = []
  const made = await world({ server: { accounts: [localAccount, clerk], onRequest: (record) => records.push(record) } })
  const { server, xml } = made
  await xml.send(new PutObjectCommand({ bucket: 'box-1250000000', key: 'a', body: 'text' }))
  const clock = { now: () => 1_700_000_000_000, random: Math.random, sleep: async () => {} }
  const settings = { appId: 1_250_000_000, bucket: 'box', region: 'gz', transport: server.transport, clock } as const
  const v4 = new V4Client({ ...settings, credentials: { secretId: clerk.secretId, secretKey: clerk.secretKey } })
  return { ...made, records, clerk: v4 }
}

const outcomeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: { readonly code?: string }) => error.code,
  )

test('a user may do through the older API what its policy allows in the newer one', async () => {
  const { clerk, records } = await clerksWorld()
  const source = bytesOf('x')
  expect(await outcomeOf(clerk.send(new UploadFileCommand({ path: '/docs/a', source })))).toBe('ok')
  expect(await outcomeOf(clerk.send(new StatFileCommand({ path: '/docs/a' })))).toBe('ok')
  expect(await outcomeOf(clerk.send(new CreateFolderCommand({ path: '/docs/more/' })))).toBe('ok')
  expect(await outcomeOf(clerk.send(new ListFolderCommand({ path: '/docs/' })))).toBe('ok')
  expect(await outcomeOf(clerk.send(new ListFolderCommand({ path: '/' })))).toBe(denied)
  expect(await outcomeOf(clerk.send(new UploadFileCommand({ path: '/other', source })))).toBe(denied)
  expect(await outcomeOf(clerk.send(new StatFileCommand({ path: '/a' })))).toBe(denied)
  expect(await outcomeOf(clerk.send(new UpdateFileCommand({ path: '/docs/a', bizAttr: 'mine' })))).toBe('ok')
  expect(await outcomeOf(clerk.send(new UpdateFileCommand({ path: '/docs/a', authority: 'eWPrivateRPublic' })))).toBe(denied)
  expect(records.at(-1)?.refusal).toMatch(
    /^Nothing allows name\/cos:PutObjectACL on .*\/docs\/a for qcs::cam::uin\/100000000001:uin\/100000000011\.$/,
  )
  expect(await outcomeOf(clerk.send(new CopyFileCommand({ path: '/a', destination: '/docs/b' })))).toBe('ok')
  expect(await outcomeOf(clerk.send(new CopyFileCommand({ path: '/a', destination: '/b' })))).toBe(denied)
  expect(await outcomeOf(clerk.send(new MoveFileCommand({ path: '/docs/b', destination: '/docs/c' })))).toBe(denied)
  expect(await outcomeOf(clerk.send(new StatFileCommand({ path: '/docs/b' })))).toBe('ok')
  expect(await outcomeOf(clerk.send(new DeleteFileCommand({ path: '/docs/a' })))).toBe(denied)
  expect(
    await outcomeOf(
      clerk.send(new UploadFileCommand({ path: '/docs/big', source: new Uint8Array(200_000), sliceSizeBytes: 65_536, singleUpToBytes: 1 })),
    ),
  ).toBe(denied)
  expect(records.at(-1)?.refusal).toContain('name/cos:UploadPart')
})

test('a policy of the bucket that denies binds its owner too', async () => {
  const { v4, xml } = await clerksWorld()
  const policy = { statement: [{ ...statement('deny', ['DeleteObject'], '*'), principal: '*' as const }] }
  await xml.send(new PutBucketPolicyCommand({ bucket: 'box-1250000000', policy }))
  expect(await outcomeOf(v4.send(new DeleteFileCommand({ path: '/a' })))).toBe(denied)
  expect(await outcomeOf(v4.send(new StatFileCommand({ path: '/a' })))).toBe('ok')
})

test('a bucket that is spread over several zones is for the newer API alone', async () => {
  const { server, xml } = await world()
  await xml.send(new CreateBucketCommand({ bucket: 'zones-1250000000', azType: 'MAZ' }))
  const settings = { appId: 1_250_000_000, bucket: 'zones', region: 'gz', transport: server.transport } as const
  const clock = { now: () => 1_700_000_000_000, random: Math.random, sleep: async () => {} }
  const v4 = new V4Client({ ...settings, credentials: server.credentials, clock })
  const refused = v4.send(new UploadFileCommand({ path: '/a', source: bytesOf('x') }))
  await expect(refused).rejects.toMatchObject({ status: 400, message: expect.stringContaining('JsonAPINotSupportOnMAZBucket') })
})
