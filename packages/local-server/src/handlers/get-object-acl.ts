import type { GetObjectAclInput, GetObjectAclOutput } from '@cos/core'
import type { StoredAcl } from '../access/acl.js'
import { aclDocument } from '../access/acl-document.js'
import { findObject } from '../read-object.js'
import type { Handler } from './handler.js'

/** Shows the access control list of an object. */
export const getObjectAcl: Handler<GetObjectAclInput, GetObjectAclOutput> = async (call) => {
  const reader = await findObject(call, call.input.versionId)
  await reader.close()
  const { bucket, identities } = call
  return { output: aclDocument(reader.record.attributes as StoredAcl, 'object', identities.ownerName(bucket.owner)) }
}
