import type { CosClient, SendOptions } from '../client/cos-client.js'
import type { CopyObjectOutput } from '../commands/object/copy-object.js'
import { type ObjectChange, type ObjectToRewrite, rewriteObject } from './rewrite-object.js'

/**
 * Changes headers and metadata of an object in place (HEAD Object, GET Object acl, PUT Object - Copy onto itself). What is not
 * named stays: other headers and metadata, storage class, tags, access control list, encryption. Up to 5 GB.
 *
 * @throws ServiceError `PreconditionFailed` when somebody else changed the object meanwhile.
 */
export function updateObjectMetadata(
  client: CosClient,
  object: ObjectToRewrite & Omit<ObjectChange, 'storageClass'>,
  options?: SendOptions,
): Promise<CopyObjectOutput> {
  const { bucket, key, customerKey, metadata, ...headers } = object
  const said = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
  return rewriteObject(client, { bucket, key, customerKey }, (head) => ({ ...said, metadata: { ...head.metadata, ...metadata } }), options)
}
