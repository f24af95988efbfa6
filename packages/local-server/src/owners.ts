import type { Account } from './account.js'

/** An owner as answers show one. */
export interface Owner {
  readonly id: string
  readonly displayName: string
}

/** The owner of objects in listings: the APPID at the end of the bucket's name. */
export function ownerOfBucket(bucket: string): Owner {
  const appId = bucket.slice(bucket.lastIndexOf('-') + 1)
  return { id: appId, displayName: appId }
}

/** An account as the owner of buckets and the initiator of uploads. */
export function ownerOfAccount({ ownerUin }: Pick<Account, 'ownerUin'>): Owner {
  return { id: `qcs::cam::uin/${ownerUin}:uin/${ownerUin}`, displayName: ownerUin }
}
