import type { Account } from '../account.js'

/** Everybody, in policies and lists. */
export const everybody = 'qcs::cam::anyone:anyone'
/** Everybody, as the URI of a group. */
export const allUsers = 'http://cam.qcloud.com/groups/global/AllUsers'
/** Whoever signs, as the URI of a group. */
export const authenticatedUsers = 'http://cam.qcloud.com/groups/global/AuthenticatedUsers'

/** The name of an account or sub-account. */
export function principalOf({ ownerUin, uin = ownerUin }: Pick<Account, 'ownerUin' | 'uin'>): string {
  return `qcs::cam::uin/${ownerUin}:uin/${uin}`
}

/** Tells whether somebody is a sub-account: what it may do is for policies to say. */
export function isSubAccount({ ownerUin, uin }: Pick<Account, 'ownerUin' | 'uin'>): boolean {
  return uin !== undefined && uin !== ownerUin
}

/** The one spelling of whom a grant is for: numbers of root accounts, and the older `1/2`, become names. */
export function granteeName(id: string): string {
  const match = /^(\d+)(?:\/(\d+))?$/.exec(id)
  return match ? principalOf({ ownerUin: match[1]!, uin: match[2] }) : id
}
