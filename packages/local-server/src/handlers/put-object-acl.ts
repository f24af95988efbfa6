import type { PutObjectAclOutput } from '@cos/core'
import { type AclChange, aclOfChange } from '../access/acl-document.js'
import { Fault } from '../fault.js'
import { findObject } from '../read-object.js'
import type { Handler } from './handler.js'

/** Replaces the access control list of an object; `default` takes it back to that of its bucket. */
export const putObjectAcl: Handler<
  AclChange & { readonly key: string; readonly versionId?: string | undefined },
  PutObjectAclOutput
> = async (call) => {
  const { input, body, bucket, store } = call
  const { acl, grants } = aclOfChange(input, body)
  const reader = await findObject(call, input.versionId)
  await reader.close()
  const { key, versionId } = reader.record
  const list = { acl: acl === 'default' ? undefined : acl, grants }
  const changed = await store.updateObject({ bucket: bucket.name, key, versionId }, ({ attributes }) => ({ ...attributes, ...list }))
  if (changed.outcome !== 'found') throw new Fault('NoSuchKey')
  return { output: {} }
}
