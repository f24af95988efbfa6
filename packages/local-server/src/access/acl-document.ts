import type { GetBucketAclOutput } from '@cos/core'
import { Fault } from '../fault.js'
import type { RequestBody } from '../server-request.js'
import { type AclInput, type Grant, grantsOf, type StoredAcl, storedAcl, unique } from './acl.js'
import { granteeName } from './principals.js'

type Document = Pick<GetBucketAclOutput, 'owner' | 'accessControlList'>

/** What a request that replaces a list can say. */
export type AclChange = AclInput & Partial<Document>

/** Reads the list of a request: its headers say it, or its document, but not both. */
export function aclOfChange(input: AclChange, body: RequestBody): StoredAcl {
  const said = storedAcl(input)
  const hasHeaders = said.acl !== undefined || said.grants !== undefined
  const hasBody = body.sizeBytes !== 0
  // [?] That the two exclude each other is documented; by which code is not.
  if (hasHeaders && hasBody) throw new Fault('InvalidRequest', { message: 'Headers of a list and a document cannot be given together.' })
  if (hasHeaders) return said
  if (!hasBody) throw new Fault('MissingRequestBodyError')
  if (!input.accessControlList) throw new Fault('MalformedXML', { message: 'The document has no AccessControlList.' })
  return { grants: unique(input.accessControlList.map(grantOf)) }
}

/** Shows a list: its name where it has no more than one, its owner and its grants. */
export function aclDocument(stored: StoredAcl, kind: 'bucket' | 'object', owner: string): GetBucketAclOutput {
  const grants = grantsOf(stored, kind, owner) ?? [{ grantee: owner, permission: 'FULL_CONTROL' as const }]
  return {
    acl: stored.grants === undefined ? (stored.acl ?? (kind === 'bucket' ? 'private' : 'default')) : undefined,
    owner: { id: owner, displayName: owner },
    accessControlList: grants.map(({ grantee, permission }) => ({
      grantee: grantee.startsWith('http') ? { type: 'Group', uri: grantee } : { type: 'CanonicalUser', id: grantee, displayName: grantee },
      permission,
    })),
  }
}

function grantOf({ grantee: { id, uri }, permission }: Document['accessControlList'][number]): Grant {
  const name = id ?? uri
  if (!name) throw new Fault('MalformedXML', { message: 'A grantee has neither ID nor URI.' })
  return { grantee: granteeName(name), permission }
}
