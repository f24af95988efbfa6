import { Fault } from '../fault.js'
import { allUsers, authenticatedUsers, everybody, granteeName } from './principals.js'

/** What a grant gives. */
export type Permission = 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP' | 'FULL_CONTROL'

/** Somebody's permission; a URI names a group, anything else an account. */
export type Grant = {
  readonly grantee: string
  readonly permission: Permission
}

/** An access control list as it is kept with a bucket or an object. Without either member: `private`, `default` for an object. */
export type StoredAcl = {
  /** Its name. */
  readonly acl?: string | undefined
  /** Grants that were given one by one. They stand in place of what the name grants the owner. */
  readonly grants?: readonly Grant[] | undefined
}

/** What requests can say of a list. */
export interface AclInput {
  readonly acl?: string | undefined
  readonly grantRead?: readonly string[] | undefined
  readonly grantWrite?: readonly string[] | undefined
  readonly grantReadAcp?: readonly string[] | undefined
  readonly grantWriteAcp?: readonly string[] | undefined
  readonly grantFullControl?: readonly string[] | undefined
}

const permissions = [
  ['grantRead', 'READ'],
  ['grantWrite', 'WRITE'],
  ['grantReadAcp', 'READ_ACP'],
  ['grantWriteAcp', 'WRITE_ACP'],
  ['grantFullControl', 'FULL_CONTROL'],
] as const
/** An account's table of lists is bounded; so is a list. */
const mostGrants = 100

/** Gathers what the headers of a request say of a list. */
export function storedAcl(input: AclInput): StoredAcl {
  const grants = permissions.flatMap(([member, permission]) =>
    (input[member] ?? []).map((id) => ({ grantee: granteeName(id), permission }) as const),
  )
  return { acl: input.acl, grants: grants.length === 0 ? undefined : unique(grants) }
}

/** Each grant once, and no more than a list may hold. */
export function unique(grants: readonly Grant[]): Grant[] {
  const found = [...new Map(grants.map((grant) => [`${grant.permission} ${grant.grantee}`, grant])).values()]
  if (found.length > mostGrants) throw new Fault('PolicyFull', { message: `A list holds at most ${mostGrants} grants.` })
  return found
}

/** The grants of a list whose thing belongs to `owner`; undefined for an object that has the list of its bucket. */
export function grantsOf({ acl, grants }: StoredAcl, kind: 'bucket' | 'object', owner: string): readonly Grant[] | undefined {
  const name = acl ?? (kind === 'bucket' ? 'private' : 'default')
  if (name === 'default' && grants === undefined) return undefined
  const named = [...(namedGrants[name] ?? [])]
  // What was granted one by one replaces the owner's own entry too.
  return grants === undefined ? [{ grantee: owner, permission: 'FULL_CONTROL' }, ...named] : [...named, ...grants]
}

const namedGrants: Readonly<Record<string, readonly Grant[]>> = {
  'public-read': [{ grantee: allUsers, permission: 'READ' }],
  'public-read-write': [
    { grantee: allUsers, permission: 'READ' },
    { grantee: allUsers, permission: 'WRITE' },
  ],
  'authenticated-read': [{ grantee: authenticatedUsers, permission: 'READ' }],
}

/** The grant that gives a permission to somebody of these names; nobody has none. */
export function grantFor(grants: readonly Grant[], permission: Permission, names: readonly string[]): Grant | undefined {
  return grants.find(
    ({ grantee, permission: given }) =>
      (given === permission || given === 'FULL_CONTROL') &&
      (grantee === everybody || grantee === allUsers || (grantee === authenticatedUsers ? names.length > 0 : names.includes(grantee))),
  )
}
