import type { TypeOf, XmlElement } from '@cos/xml'
import { refuse } from '../../errors/input-error.js'
import type { accessControlOwner } from './access-control-owner.js'
import type { accessControlList } from './access-control-policy.js'
import { grantHeaders } from './grant-headers.js'
import type { GranteeId } from './grantees.js'

/** Grants by permission. They replace the whole list: name the owner too if it is to stay in it. */
export type Grants = { [Permission in keyof typeof grantHeaders]?: readonly GranteeId[] | undefined }
type SomeGrants = Grants &
  { [Permission in keyof typeof grantHeaders]: { [One in Permission]: readonly GranteeId[] } }[keyof typeof grantHeaders]
type NoGrants = { [Permission in keyof typeof grantHeaders]?: undefined }

/** A new access control list: one with a name, grants by permission, or a whole document. One of the three. */
export type AccessControlInput<Canned extends string> =
  | ({ acl: Canned; owner?: undefined; accessControlList?: undefined } & NoGrants)
  | ({ acl?: undefined; owner?: undefined; accessControlList?: undefined } & SomeGrants)
  | ({
      acl?: undefined
      owner: TypeOf<typeof accessControlOwner>
      accessControlList: TypeOf<typeof accessControlList>
      unknown?: readonly XmlElement[] | undefined
    } & NoGrants)

/** Refuses what is not one access control list. */
export function checkAccessControl(
  input: Partial<Record<keyof typeof grantHeaders | 'acl' | 'owner' | 'accessControlList', unknown>>,
): void {
  const { acl, owner, accessControlList } = input
  const granted = Object.keys(grantHeaders).find((name) => input[name as keyof typeof grantHeaders] !== undefined)
  const named = acl === undefined ? granted : 'acl'
  const hasDocument = (accessControlList ?? owner) !== undefined
  if (hasDocument && named) refuse(named, 'cannot be given together with accessControlList')
  if (named !== granted && granted) refuse(granted, 'cannot be given together with acl')
  if (!hasDocument && !named) refuse('acl', 'is required, or grants, or accessControlList')
  if (hasDocument && owner === undefined) refuse('owner', 'is required')
  if (hasDocument && accessControlList === undefined) refuse('accessControlList', 'is required')
}
