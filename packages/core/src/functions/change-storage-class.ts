import type { CosClient, SendOptions } from '../client/cos-client.js'
import type { CopyObjectInput, CopyObjectOutput } from '../commands/object/copy-object.js'
import { type ObjectToRewrite, rewriteObject } from './rewrite-object.js'

/**
 * Moves an object to another storage class, in place: headers, metadata, tags, access control list and encryption stay (HEAD
 * Object, GET Object acl, PUT Object - Copy onto itself). An archived object must be restored first. Up to 5 GB.
 *
 * @throws ServiceError `PreconditionFailed` when somebody else changed the object meanwhile.
 */
export function changeStorageClass(
  client: CosClient,
  object: ObjectToRewrite & { readonly storageClass: NonNullable<CopyObjectInput['storageClass']> },
  options?: SendOptions,
): Promise<CopyObjectOutput> {
  return rewriteObject(client, object, () => ({ storageClass: object.storageClass }), options)
}
