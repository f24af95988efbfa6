import { CosClient, command, defineOperation, header, type InputOf, PutObjectCommand, type PutObjectOutput } from '@cos/core'

// Our operation, spread, with one more header: no subclassing, and nothing of it is forked.
const { operation } = PutObjectCommand
const tenantPut = defineOperation({ ...operation, input: { ...operation.input, tenant: header('x-corp-tenant') } })
export interface TenantPutInput extends InputOf<typeof tenantPut> {}
export class TenantPutCommand extends command(tenantPut)<TenantPutInput, PutObjectOutput> {}

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const client = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint })
const { crc64 } = await client.send(
  new TenantPutCommand({ bucket: 'guide-1250000000', key: 'blue.txt', body: '123456789', tenant: 'blue' }),
)
console.log(crc64)
