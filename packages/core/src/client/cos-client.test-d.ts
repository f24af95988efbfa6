import {
  GetObjectCommand,
  ListObjectsCommand,
  PutObjectCommand,
  type PutObjectInput,
  type PutObjectOutput,
  PutObjectTaggingCommand,
} from '../commands/index.js'
import type { CommandMiddleware, RequestMiddleware } from '../middleware/compose.js'
import { header } from '../operation/bindings.js'
import { command, isCommand } from '../operation/command.js'
import { defineOperation, type InputOf } from '../operation/define-operation.js'
import { CosClient } from './cos-client.js'

const client = new CosClient({ region: 'ap-guangzhou', credentials: { secretId: 'id', secretKey: 'key' } })

const listed = await client.send(new ListObjectsCommand({ bucket: 'photos-125', maxKeys: 10 }))
export const size: number | undefined = listed.contents[0]?.size
export const marker: string | undefined = listed.nextMarker
const got = await client.send(new GetObjectCommand({ bucket: 'photos-125', key: 'a', range: { first: 0, last: 9 } }))
export const text: string = await got.body.text()
export const owner: string | undefined = got.metadata['owner']

// Lists that nobody may change are taken as they are, and lists that come are not to be changed.
const tags = [{ key: 'team', value: 'web' }] as const
new PutObjectTaggingCommand({ bucket: 'photos-125', key: 'a', tags })
// @ts-expect-error what came is read only
listed.contents.push()

// @ts-expect-error the key is required
new GetObjectCommand({ bucket: 'photos-125' })
// @ts-expect-error a member that does not exist
new ListObjectsCommand({ bucket: 'photos-125', maxkeys: 10 })
// @ts-expect-error a literal that does not exist
new PutObjectCommand({ bucket: 'photos-125', key: 'a', body: '', storageClass: 'COLD' })
// @ts-expect-error metadata is text
new PutObjectCommand({ bucket: 'photos-125', key: 'a', body: '', metadata: { size: 1 } })
// @ts-expect-error nobody to sign
new CosClient({ region: 'ap-guangzhou' })
// @ts-expect-error either keys or a signer
new CosClient({ credentials: 'anonymous', signer: async (request) => request })
// @ts-expect-error an output has only what was declared
listed.contents[0]?.length

// A platform team: our PutObject with one more header, and two middleware.
const { operation } = PutObjectCommand
const tenantPut = defineOperation({ ...operation, input: { ...operation.input, tenant: header('x-corp-tenant') } })
interface TenantPutInput extends InputOf<typeof tenantPut> {}
class TenantPutCommand extends command(tenantPut)<TenantPutInput, PutObjectOutput> {}
const audit: CommandMiddleware = async (sent, next) => {
  if (isCommand(sent, PutObjectCommand)) {
    const input: PutObjectInput = sent.input
    void input.storageClass
  }
  return next(sent)
}
const trace: RequestMiddleware = (request, next) => next({ ...request, headers: { ...request.headers, 'x-trace-id': '1' } })
const extended = client.with({ commands: [audit], requests: [trace] })
export const put: PutObjectOutput = await extended.send(new TenantPutCommand({ bucket: 'photos-125', key: 'a', body: '', tenant: 'blue' }))
// @ts-expect-error the header the team added is required
new TenantPutCommand({ bucket: 'photos-125', key: 'a', body: '' })
