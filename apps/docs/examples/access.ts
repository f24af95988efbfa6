import assert from 'node:assert/strict'
import {
  CosClient,
  CreateBucketCommand,
  federationToken,
  GetObjectCommand,
  isServiceError,
  PutBucketPolicyCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from '@cos/core'
import { createLocalServer, localAccount } from '@cos/local-server'

const partner = { appId: '1260000000', ownerUin: '100000000002', secretId: 'PartnerSecretId', secretKey: 'partner-secret-key' }
const server = createLocalServer({ accounts: [localAccount, partner] })
const { region, transport } = server
const { secretId, secretKey } = localAccount
const as = (credentials: typeof partner | typeof localAccount | 'anonymous') => new CosClient({ region, transport, credentials })
const owner = as(localAccount)
const bucket = 'shared-1250000000'
await owner.send(new CreateBucketCommand({ bucket })) // private: for its owner alone
for (const key of ['logo.svg', 'reports/2026.csv', 'uploads/old']) await owner.send(new PutObjectCommand({ bucket, key, body: key }))

// A list with a name opens one object to everybody.
await owner.send(new PutObjectAclCommand({ bucket, key: 'logo.svg', acl: 'public-read' }))
console.log(await (await as('anonymous').send(new GetObjectCommand({ bucket, key: 'logo.svg' }))).body.text())

// A policy lets another account read one folder.
const under = (path: string) => `qcs::cos:${region}:uid/1250000000:${bucket}/${path}`
const statement = {
  sid: 'partners',
  effect: 'allow',
  principal: { qcs: ['qcs::cam::uin/100000000002:uin/100000000002'] },
  action: ['name/cos:GetObject'],
  resource: under('reports/*'),
} as const
await owner.send(new PutBucketPolicyCommand({ bucket, policy: { version: '2.0', statement: [statement] } }))
console.log(await (await as(partner).send(new GetObjectCommand({ bucket, key: 'reports/2026.csv' }))).body.text())

// Temporary credentials may do less than who asks for them: here, write to one folder for fifteen minutes.
const { url } = await server.listen()
const upload = { effect: 'allow', action: 'name/cos:PutObject', resource: under('uploads/*') } as const
const token = federationToken({ secretId, secretKey, policy: { statement: [upload] }, durationSeconds: 900, endpoint: url })
const page = new CosClient({ region, transport, credentials: token })
await page.send(new PutObjectCommand({ bucket, key: 'uploads/new', body: 'from a page' }))
const reading = page.send(new GetObjectCommand({ bucket, key: 'uploads/new' }))
await assert.rejects(reading, (error) => isServiceError(error, 'AccessDenied'))

// Which statement, grant or lack of one decides? The server can be asked, without a request.
for (const key of ['reports/2026.csv', 'uploads/old']) {
  const {
    isAllowed,
    by,
    statement: found,
  } = await server.explainAccess({
    operation: 'GetObject',
    bucket,
    key,
    secretId: partner.secretId,
  })
  console.log(key, isAllowed, by, found?.sid)
}
await server.close()
