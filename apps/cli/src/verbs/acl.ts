import {
  GetBucketAclCommand,
  GetObjectAclCommand,
  type Grants,
  PutBucketAclCommand,
  type PutBucketAclInput,
  PutObjectAclCommand,
  type PutObjectAclInput,
} from '@cos/core'
import type { Context } from '../context.js'
import { type CosUri, formatCosUri, parseCosUri, parseObjectUri } from '../cos-uri.js'
import { alignedLines } from '../output/aligned-lines.js'
import { UsageError } from '../usage-error.js'
import { collect } from './collect.js'
import { oneOf } from './one-of.js'
import type { Verb } from './verb.js'

const bucketAcls = ['private', 'public-read', 'public-read-write', 'authenticated-read'] as const
const objectAcls = ['default', ...bucketAcls, 'bucket-owner-read', 'bucket-owner-full-control'] as const
const grantFlags = ['grantRead', 'grantWrite', 'grantReadAcp', 'grantWriteAcp', 'grantFullControl'] as const

export const verb: Verb = {
  define(command) {
    command.argument('<uri>', 'an object or a bucket')
    command.argument(
      '[acl]',
      'private, public-read, …, for an object also default, which is that of its bucket; without it, the list is shown',
    )
    command.option('--grant-read <account>', 'who may read an object, or list a bucket; may be given more than once', collect)
    command.option('--grant-write <account>', 'who may write the objects of a bucket', collect)
    command.option('--grant-read-acp <account>', 'who may read the list', collect)
    command.option('--grant-write-acp <account>', 'who may change the list', collect)
    command.option('--grant-full-control <account>', 'who may do all of it', collect)
    command.option('--version-id <id>', 'one version of the object')
  },
  examples: [
    ['cos acl cos://photos-1250000000/a.jpg', 'show who may do what'],
    ['cos acl cos://photos-1250000000/a.jpg public-read', 'let everybody read an object'],
    ['cos acl cos://photos-1250000000/a.jpg default', 'leave it to the bucket again'],
    ['cos acl --grant-read 100000000001 cos://photos-1250000000', 'let an account list a bucket; grants replace the whole list'],
  ],
  async run(context, [text = '', acl], flags) {
    const versionId = flags['versionId'] as string | undefined
    const uri = versionId === undefined ? parseCosUri(text) : parseObjectUri(text)
    const grants = Object.fromEntries(grantFlags.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]])) as Grants
    const hasGrants = Object.keys(grants).length > 0
    if (acl !== undefined && hasGrants) throw new UsageError('Give either a list by name or grants, not both.')
    if (acl === undefined && !hasGrants) return show(context, uri, versionId)
    await change(context, uri, versionId, acl, grants)
  },
}

async function show({ client, output, signal }: Context, { bucket, key }: CosUri, versionId: string | undefined): Promise<void> {
  const sender = await client()
  const { acl, owner, accessControlList } = await (key === ''
    ? sender.send(new GetBucketAclCommand({ bucket }), { signal })
    : sender.send(new GetObjectAclCommand({ bucket, key, versionId }), { signal }))
  const grants = accessControlList.map(({ grantee, permission }) => [permission, grantee.id ?? grantee.uri] as const)
  const lines = alignedLines([...(acl === undefined ? [] : [['list', acl] as const]), ['owner', owner.id], ...grants])
  await output.result({ type: 'acl', bucket, ...(key !== '' && { key }), versionId, acl, owner, grants: accessControlList }, lines)
}

async function change(
  { client, output, signal }: Context,
  uri: CosUri,
  versionId: string | undefined,
  name: string | undefined,
  grants: Grants,
): Promise<void> {
  const { bucket, key } = uri
  const sender = await client()
  const acl = oneOf<string>(key === '' ? bucketAcls : objectAcls, name, 'The list')
  const list = acl === undefined ? grants : { acl }
  if (key === '') await sender.send(new PutBucketAclCommand({ bucket, ...list } as PutBucketAclInput), { signal })
  else await sender.send(new PutObjectAclCommand({ bucket, key, versionId, ...list } as PutObjectAclInput), { signal })
  const place = key === '' ? `cos://${bucket}` : formatCosUri(uri)
  await output.done(
    { operation: 'acl', success: true, bucket, ...(key !== '' && { key }), versionId, ...list },
    `${place}: ${acl ?? 'grants replaced'}`,
  )
}
