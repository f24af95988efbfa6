import type { Caller } from '../authenticate.js'
import { type Grant, grantFor, type Permission } from './acl.js'
import type { ConditionValues } from './conditions.js'
import type { Policy, PolicyQuestion, StatementFound } from './policy.js'
import { isSubAccount, principalOf } from './principals.js'

/** What is asked, with everything that can decide it. */
export interface Question {
  readonly caller: Caller
  /** `cos:GetObject`. */
  readonly action: string
  /** `qcs::cos:ap-guangzhou:uid/1250000000:photos-1250000000/key`. */
  readonly resource: string
  readonly values: ConditionValues
  /** APPID of the owner of the bucket; of the caller's own account for what is about no bucket. */
  readonly owner: string | undefined
  readonly bucketPolicy: Policy | undefined
  /** What the lists must grant; undefined for what they cannot. */
  readonly permission: Permission | undefined
  /** The grants that count, and whose list they are. */
  readonly grants: readonly Grant[]
  readonly listOf: 'bucket' | 'object'
  /** True for what an owner must be able to do whatever the policy of the bucket denies. */
  readonly isForOwnerAlways: boolean
}

/** Who may, and what decided it. */
export interface AccessDecision {
  readonly isAllowed: boolean
  /** Whose word it was. */
  readonly by:
    | 'policy of the temporary credentials'
    | 'policy of the user'
    | 'policy of the bucket'
    | 'ownership'
    | 'access control list of the bucket'
    | 'access control list of the object'
    | 'nothing'
  /** `name/cos:GetObject`. */
  readonly action: string
  readonly resource: string
  /** Who asked. */
  readonly principal: string
  /** The statement that decided, counted from 0. */
  readonly statement?: StatementFound | undefined
  /** The grant that decided. */
  readonly grant?: Grant | undefined
  /** All of it as a sentence. */
  readonly reason: string
}

type Verdict = Pick<AccessDecision, 'isAllowed' | 'by' | 'statement' | 'grant'>

/** Decides: what any policy denies is denied; then what a policy, ownership or a grant allows is allowed; the rest is denied. */
export function decide(question: Question): AccessDecision {
  const { account } = question.caller
  const verdict = denied(question) ?? allowed(question) ?? { isAllowed: false, by: 'nothing' as const }
  const principal = account === undefined ? 'anonymous' : principalOf(account)
  const action = `name/${question.action}`
  const known = { ...verdict, action, resource: question.resource, principal }
  return {
    ...known,
    // Nobody reads why most requests are let through.
    get reason() {
      return reasonOf(known)
    },
  }
}

function denied(question: Question): Verdict | undefined {
  const { caller, bucketPolicy, isForOwnerAlways } = question
  const asked = questionOf(question, ownNames(caller))
  const fromSession = caller.session?.find('deny', asked)
  if (fromSession) return { isAllowed: false, by: 'policy of the temporary credentials', statement: fromSession }
  const fromUser = caller.policy?.find('deny', asked)
  if (fromUser) return { isAllowed: false, by: 'policy of the user', statement: fromUser }
  const fromBucket = isForOwnerAlways && isOwner(question) ? undefined : bucketPolicy?.find('deny', asked)
  if (fromBucket) return { isAllowed: false, by: 'policy of the bucket', statement: fromBucket }
  // Temporary credentials have the rights of who asked for them, as far as their own policy allows.
  const isOutside = caller.session !== undefined && !caller.session.find('allow', asked)
  return isOutside ? { isAllowed: false, by: 'policy of the temporary credentials' } : undefined
}

function allowed(question: Question): Verdict | undefined {
  const { caller, bucketPolicy, permission, grants, listOf } = question
  const { account } = caller
  if (isOwner(question)) return { isAllowed: true, by: 'ownership' }
  const own = ownNames(caller)
  const fromUser = caller.policy?.find('allow', questionOf(question, own))
  if (fromUser && account?.appId === question.owner) return { isAllowed: true, by: 'policy of the user', statement: fromUser }
  // What is given to a root account its sub-accounts have as far as their own policies pass it on.
  const names = fromUser && account ? [...own, principalOf({ ownerUin: account.ownerUin })] : own
  const fromBucket = bucketPolicy?.find('allow', questionOf(question, names))
  if (fromBucket) return { isAllowed: true, by: 'policy of the bucket', statement: fromBucket }
  const grant = permission && grantFor(grants, permission, names)
  return grant && { isAllowed: true, by: `access control list of the ${listOf}`, grant }
}

function isOwner({ caller: { account }, owner }: Question): boolean {
  return account !== undefined && account.appId === owner && !isSubAccount(account)
}

function ownNames({ account }: Caller): string[] {
  return account === undefined ? [] : [principalOf(account)]
}

function questionOf({ action, resource, values }: Question, names: readonly string[]): PolicyQuestion {
  return { action, resource, names, values }
}

function reasonOf({ isAllowed, by, statement, grant, action, resource, principal }: Omit<AccessDecision, 'reason'>): string {
  const what = `${action} on ${resource} for ${principal}`
  if (statement) {
    const sid = statement.sid === undefined ? '' : ` (${statement.sid})`
    return `Statement ${statement.index}${sid} of the ${by} ${isAllowed ? 'allows' : 'denies'} ${what}.`
  }
  if (grant) return `The ${by} grants ${grant.permission} to ${grant.grantee}, which allows ${what}.`
  if (isAllowed) return `Ownership allows ${what}.`
  return by === 'nothing' ? `Nothing allows ${what}.` : `The ${by} does not allow ${what}.`
}
