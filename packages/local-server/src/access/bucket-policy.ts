import type { PutBucketPolicyInput } from '@cos/core'
import { Fault } from '../fault.js'
import { readPolicy } from './policy.js'

/** A policy as it was put. */
type Put = PutBucketPolicyInput['policy']

/** [?] The limit is not sourced. */
const maxPolicyBytes = 20 * 1024

/** Refuses what is no policy of a bucket. */
export function checkPolicy(policy: Put): void {
  if (Buffer.byteLength(JSON.stringify(policy)) > maxPolicyBytes) throw new Fault('PolicyFull')
  readPolicy(policy, 'bucket')
}

/** The policy as it is kept: as it was put, but for the name of the list of statements. */
export function keptPolicy(policy: Put): Put {
  const members = Object.entries(policy).map(([name, value]) => [name === 'statement' ? 'Statement' : name, value])
  return Object.fromEntries(members) as Put
}
