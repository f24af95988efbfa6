import { randomBytes } from 'node:crypto'
import type { PolicyDocument } from '@cos/core'
import type { Credentials } from '@cos/signer'
import type { Account } from '../account.js'
import type { Caller } from '../authenticate.js'
import { readPolicy } from './policy.js'
import { principalOf } from './principals.js'

/** Who signs with a key: what the signature is checked with, and who that is. */
export interface Identity {
  readonly credentials: Credentials
  readonly caller: Caller & { readonly account: Account }
}

/** Temporary credentials to be made. */
export interface Issue {
  /** Who asks; it must have permanent credentials. */
  readonly caller: Identity['caller']
  readonly policy: PolicyDocument
  readonly expiresAt: Date
}

/** Everybody who may sign. */
export interface Identities {
  /** Finds who signs with a key; undefined for an unknown one. */
  find(secretId: string): Identity | undefined
  /** The name of the root account that an APPID is of. */
  ownerName(appId: string): string
  /** Makes temporary credentials: the rights of who asks, as far as the policy allows. They last as long as the server runs. */
  issue(issue: Issue): Credentials
}

/** Anybody with an account can ask for credentials, so how many are remembered is bounded; the oldest go first. */
const mostIssued = 10_000

/** Makes the identities of a server's accounts. */
export function createIdentities(accounts: readonly Account[], now: () => number): Identities {
  const known = new Map(accounts.map((account) => [account.secretId, identityOf(account)]))
  const issued = new Map<string, Identity>()
  return {
    find: (secretId) => known.get(secretId) ?? issued.get(secretId),
    ownerName: (appId) => principalOf({ ownerUin: accounts.find((account) => account.appId === appId)?.ownerUin ?? appId }),
    issue({ caller, policy, expiresAt }) {
      const credentials = {
        secretId: `tmp-${randomBytes(18).toString('base64url')}`,
        secretKey: randomBytes(24).toString('base64url'),
        securityToken: randomBytes(48).toString('base64url'),
        expiresAt,
      }
      const session = readPolicy(policy, 'user')
      for (const [secretId, { credentials: old }] of issued) {
        if (issued.size < mostIssued && old.expiresAt!.getTime() > now()) break
        issued.delete(secretId)
      }
      issued.set(credentials.secretId, { credentials, caller: { ...caller, session, temporaryId: credentials.secretId } })
      return credentials
    },
  }
}

/** The policy of an account with a token limits its temporary credentials; that of a user says what it may do at all. */
function identityOf(account: Account): Identity {
  const policy = account.policy && readPolicy(account.policy, 'user')
  const caller = account.securityToken === undefined ? { account, policy } : { account, session: policy }
  return { credentials: account, caller }
}
