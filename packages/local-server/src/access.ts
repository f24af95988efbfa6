import type { AnyOperation } from '@cos/core'
import { actions } from './access/actions.js'
import type { Caller } from './authenticate.js'
import { Fault } from './fault.js'
import type { BucketRecord, ObjectRecord } from './store/records.js'

/** What an operation does to what it names. */
export type Right = 'read' | 'write' | 'own'

/** Tells the right an operation needs. What lists cannot grant is for owners. */
export function rightOf(operation: AnyOperation): Right {
  const demand = actions[operation.name]?.[1]
  if (demand === 'bucket WRITE') return 'write'
  return demand === 'bucket READ' || demand === 'object READ' ? 'read' : 'own'
}

/** Tells whether somebody may read or write a bucket, or an object in it, by their canned access control lists. */
export function isAllowed(right: Right, caller: Caller, bucket: BucketRecord, object?: ObjectRecord): boolean {
  const { account } = caller
  if (account !== undefined && account.appId === bucket.owner) return true
  const own = object?.attributes['acl']
  const acl = own === undefined || own === 'default' ? bucket.attributes['acl'] : own
  if (acl === 'public-read-write') return right !== 'own'
  if (right !== 'read') return false
  return acl === 'public-read' || (acl === 'authenticated-read' && account !== undefined)
}

/** Refuses who may not. */
export function checkAccess(right: Right, caller: Caller, bucket: BucketRecord, object?: ObjectRecord): void {
  if (!isAllowed(right, caller, bucket, object)) throw new Fault('AccessDenied')
}
