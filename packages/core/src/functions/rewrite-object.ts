import type { CosClient, SendOptions } from '../client/cos-client.js'
import { CopyObjectCommand, type CopyObjectInput, type CopyObjectOutput } from '../commands/object/copy-object.js'
import { GetObjectAclCommand, type GetObjectAclOutput } from '../commands/object/get-object-acl.js'
import { HeadObjectCommand, type HeadObjectOutput } from '../commands/object/head-object.js'
import type { CustomerKey } from '../commands/shapes/customer-key.js'
import type { ServerSideEncryption } from '../commands/shapes/server-side-encryption.js'

/** The object to change in place. */
export interface ObjectToRewrite {
  readonly bucket: string
  readonly key: string
  /** Its key, when it is encrypted with one of the caller's (SSE-C). */
  readonly customerKey?: CustomerKey | undefined
}

/** What is to be otherwise. */
export type ObjectChange = Partial<Pick<CopyObjectInput, 'storageClass' | keyof StoredHeaders | 'metadata'>>
type StoredHeaders = Pick<
  CopyObjectInput,
  'cacheControl' | 'contentDisposition' | 'contentEncoding' | 'contentLanguage' | 'contentType' | 'expires' | 'websiteRedirectLocation'
>

/** Copies an object onto itself with a change; what a copy would lose is read first and given along. */
export async function rewriteObject(
  client: CosClient,
  { bucket, key, customerKey }: ObjectToRewrite,
  change: (head: HeadObjectOutput) => ObjectChange,
  options?: SendOptions,
): Promise<CopyObjectOutput> {
  const head = await client.send(new HeadObjectCommand({ bucket, key, customerKey }), options)
  const acl = await client.send(new GetObjectAclCommand({ bucket, key }), options)
  const { cacheControl, contentDisposition, contentEncoding, contentLanguage, contentType, expires, websiteRedirectLocation } = head
  return client.send(
    new CopyObjectCommand({
      bucket,
      key,
      copySource: { bucket, key },
      // Somebody else's change between the two would be undone.
      copySourceIfMatch: head.etag,
      metadataDirective: 'Replaced',
      copySourceCustomerKey: customerKey,
      encryption: customerKey ?? encryptionOf(head),
      ...{ cacheControl, contentDisposition, contentEncoding, contentLanguage, contentType, expires, websiteRedirectLocation },
      metadata: head.metadata,
      storageClass: head.storageClass as CopyObjectInput['storageClass'],
      ...grantsOf(acl),
      ...change(head),
    }),
    options,
  )
}

function encryptionOf({ serverSideEncryption, kmsKeyId }: HeadObjectOutput): ServerSideEncryption | undefined {
  if (serverSideEncryption === undefined || serverSideEncryption === 'AES256') return serverSideEncryption
  return kmsKeyId === undefined ? 'cos/kms' : { kmsKeyId }
}

const members = {
  READ: 'grantRead',
  WRITE: 'grantWrite',
  READ_ACP: 'grantReadAcp',
  WRITE_ACP: 'grantWriteAcp',
  FULL_CONTROL: 'grantFullControl',
} as const

/** A list by its name, or grant by grant. */
function grantsOf({ acl, accessControlList }: GetObjectAclOutput): Partial<CopyObjectInput> {
  if (acl !== undefined) return { acl: acl as CopyObjectInput['acl'] }
  const grants: Partial<Record<(typeof members)[keyof typeof members], string[]>> = {}
  for (const { grantee, permission } of accessControlList) (grants[members[permission]] ??= []).push(grantee.id ?? grantee.uri!)
  return grants
}
