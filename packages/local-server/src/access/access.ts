import type { Caller } from '../authenticate.js'
import type { Configurations } from '../configurations/configurations.js'
import { Fault } from '../fault.js'
import type { BucketRecord, ObjectRecord } from '../store/records.js'
import { grantsOf, type Permission, type StoredAcl } from './acl.js'
import { actions, type Demand } from './actions.js'
import { type AccessDecision, decide } from './decide.js'
import type { Identities } from './identities.js'
import { type Policy, readPolicy } from './policy.js'
import { requestValues, type ValuedRequest } from './request-values.js'

/** What an access is to. What is left out is as the request has it. */
export interface Subject {
  /** COS's name of the operation. */
  readonly operation?: string | undefined
  readonly bucket?: BucketRecord | undefined
  readonly key?: string | undefined
  /** The object, when there is one: its own list counts then. */
  readonly object?: ObjectRecord | undefined
}

/** The rights of a request. */
export interface Access {
  /** Refuses by a `Fault` what the caller may not do. */
  check(subject?: Subject): Promise<void>
  /** Tells whether the caller may, and what decides it. */
  decide(subject?: Subject): Promise<AccessDecision>
  /** The rights the same request has for somebody else: forms are signed inside. */
  as(caller: Caller): Access
}

/** A request as its rights are looked at. */
export interface AccessRequest extends ValuedRequest {
  readonly operation: string
  readonly caller: Caller
  /** Undefined for what is about no bucket, or one that is still to be. */
  readonly bucket: BucketRecord | undefined
  readonly key: string | undefined
  /** The bucket of the address, which may not be there. */
  readonly bucketName: string | undefined
  readonly region: string
}

/** What rights are decided with. */
export interface AccessContext {
  readonly identities: Identities
  readonly configurations: Configurations
}

/** Operations an owner has whatever the policy of its bucket denies, or nobody could ever mend it. [?] The service is not sourced here. */
const always: ReadonlySet<string> = new Set(['PutBucketPolicy', 'GetBucketPolicy', 'DeleteBucketPolicy'])

/** Prepares what decides the rights of every request: the one way to them. */
export function createAccess({ identities, configurations }: AccessContext): (request: AccessRequest) => Access {
  // Documents are shared and never changed, so what was read of one lasts as long as it does.
  const policies = new WeakMap<object, Policy>()
  const policyOf = async (bucket: BucketRecord): Promise<Policy | undefined> => {
    const document = (await configurations.get(bucket.name, 'policy'))?.policy as object | undefined
    if (document === undefined) return undefined
    let policy = policies.get(document)
    if (!policy) policies.set(document, (policy = readPolicy(document, 'bucket')))
    return policy
  }
  const accessOf = (request: AccessRequest): Access => {
    const decideOn = async (subject: Subject = {}): Promise<AccessDecision> => {
      const { caller } = request
      const { operation = request.operation, bucket = request.bucket, key = request.key, object } = subject
      const [action, demand] = demandOf(operation)
      const bucketPolicy = bucket && (await policyOf(bucket))
      const hasPolicy = bucketPolicy ?? caller.policy ?? caller.session
      const tags = bucket && hasPolicy ? (await configurations.get(bucket.name, 'tagging'))?.tags : undefined
      const owner = bucket?.owner ?? caller.account?.appId
      const ownerName = identities.ownerName(owner ?? '')
      const bucketGrants = bucket ? grantsOf(bucket.attributes as StoredAcl, 'bucket', ownerName)! : []
      const own = object && demand.startsWith('object') ? grantsOf(object.attributes as StoredAcl, 'object', ownerName) : undefined
      return decide({
        caller,
        action: `cos:${action}`,
        resource: resourceOf(request, bucket, key),
        values: requestValues(request, tags),
        owner,
        bucketPolicy,
        permission: demand.includes(' ') ? (demand.slice(demand.indexOf(' ') + 1) as Permission) : undefined,
        grants: own ?? bucketGrants,
        listOf: own ? 'object' : 'bucket',
        isForOwnerAlways: always.has(operation),
      })
    }
    return {
      decide: decideOn,
      async check(subject) {
        const { isAllowed, reason } = await decideOn(subject)
        if (!isAllowed) throw new Fault('AccessDenied', { message: `Access Denied. ${reason}`, refusal: reason })
      },
      as: (caller) => accessOf({ ...request, caller }),
    }
  }
  return accessOf
}

function demandOf(operation: string): readonly [action: string, demand: Demand] {
  return (Object.hasOwn(actions, operation) ? actions[operation] : undefined) ?? [operation, 'owner']
}

/** The name policies give to what is asked for. A listing is of what its prefix names. */
function resourceOf(request: AccessRequest, bucket: BucketRecord | undefined, key: string | undefined): string {
  const name = bucket?.name ?? request.bucketName
  if (name === undefined) return `qcs::cos::uid/${request.caller.account?.appId ?? ''}:`
  const path = key ?? request.query['prefix'] ?? ''
  return `qcs::cos:${bucket?.region ?? request.region}:uid/${name.slice(name.lastIndexOf('-') + 1)}:${name}/${path}`
}
