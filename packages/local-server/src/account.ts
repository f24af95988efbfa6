import type { PolicyDocument } from '@cos/core'
import type { Credentials } from '@cos/signer'

/** An account: who signs, and who owns buckets. */
export interface Account extends Credentials {
  /** Decimal digits; the end of the names of its buckets. */
  readonly appId: string
  /** Number of the root account, as in `qcs::cam::uin/<ownerUin>:uin/<uin>`. */
  readonly ownerUin: string
  /** Number of a sub-account, which may do what its policy, policies of buckets and access control lists allow. Default: the root account. */
  readonly uin?: string | undefined
  /** What a sub-account may do. With a `securityToken`: what these temporary credentials are limited to. Default: nothing, and no limit. */
  readonly policy?: PolicyDocument | undefined
}

/**
 * The account a local server has when it is given none. Its keys open nothing but local servers: they are words, so that
 * nobody takes them for real ones.
 */
export const localAccount: Account = {
  appId: '1250000000',
  ownerUin: '100000000001',
  secretId: 'LocalServerSecretId',
  secretKey: 'local-server-secret-key',
}
