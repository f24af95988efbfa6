import type { GetBucketAclInput, GetBucketAclOutput } from '@cos/core'
import type { StoredAcl } from '../access/acl.js'
import { aclDocument } from '../access/acl-document.js'
import type { Handler } from './handler.js'

/** Shows the access control list of a bucket. */
export const getBucketAcl: Handler<GetBucketAclInput, GetBucketAclOutput> = async ({ bucket, identities }) => ({
  output: aclDocument(bucket.attributes as StoredAcl, 'bucket', identities.ownerName(bucket.owner)),
})
