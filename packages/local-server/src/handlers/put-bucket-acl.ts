import type { PutBucketAclOutput } from '@cos/core'
import { type AclChange, aclOfChange } from '../access/acl-document.js'
import { Fault } from '../fault.js'
import type { Handler } from './handler.js'

/** Replaces the access control list of a bucket. */
export const putBucketAcl: Handler<AclChange, PutBucketAclOutput> = async ({ input, body, bucket, store }) => {
  const list = aclOfChange(input, body)
  const changed = await store.updateBucket(bucket.name, (attributes) => ({ ...attributes, acl: list.acl, grants: list.grants }))
  if (!changed) throw new Fault('NoSuchBucket')
  return { output: {} }
}
