import type { TypeOf } from '@cos/xml'
import { refuse } from '../../errors/input-error.js'
import type { accessControlList } from './access-control-policy.js'
import type { grantHeaders } from './grant-headers.js'
import type { GranteeId } from './grantees.js'
import type { owner } from './owner.js'

/** Grants by permission. They replace the whole list: name the owner too if it is to stay in it. */
export type Grants = { [Permission in keyof typeof grantHeaders]?: readonly GranteeId[] | undefined }
type SomeGrants = Grants &
  { [Permission in keyof typeof grantHeaders]: { [One in Permission]: readonly GranteeId[] } }[keyof typeof grantHeaders]
type NoGrants = { [Permission in keyof typeof grantHeaders]?: undefined }

/** A new access control list: one with a name, grants by permission, or a whole document. One of the three. */
export type AccessControlInput<Canned extends string> =
  | ({ acl: Canned; owner?: undefined; accessControlList?: undefined } & NoGrants)
  | ({ acl?: undefined; owner?: undefined; accessControlList?: undefined } & SomeGrants)
  | ({ acl?: undefined; owner: TypeOf<typeof owner>; accessControlList: TypeOf<typeof accessControlList> } & NoGrants)

const permissions = ['grantRead', 'grantWrite', 'grantReadAcp', 'grantWriteAcp', 'grantFullControl'] as const

/** Refuses what is not one access control list. */
export function checkAccessControl(
  input: Partial<Record<(typeof permissions)[number] | 'acl' | 'owner' | 'accessControlList', unknown>>,
): void {
  const granted = permissions.find((name) => input[name] !== undefined)
  const document = input.accessControlList ?? input.owner
  if (document !== undefined && (input.acl ?? granted) !== undefined)
    refuse(input.acl === undefined ? granted! : 'acl', 'cannot be given together with accessControlList')
  if (input.acl !== undefined && granted) refuse(granted, 'cannot be given together with acl')
  if (document === undefined) {
    if (input.acl === undefined && !granted) refuse('acl', 'is required, or grants, or accessControlList')
    return
  }
  if (input.owner === undefined) refuse('owner', 'is required')
  if (input.accessControlList === undefined) refuse('accessControlList', 'is required')
}
