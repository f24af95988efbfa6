import type { AnyOperation } from '@cos/core'
import type { Caller } from './authenticate.js'
import { Fault } from './fault.js'
import type { BucketRecord, ObjectRecord } from './store/records.js'

/** What an operation does to what it names. */
export type Right = 'read' | 'write' | 'own'

const rights: Readonly<Record<string, Right>> = {
  AbortMultipartUpload: 'write',
  CompleteMultipartUpload: 'write',
  CopyObject: 'write',
  CreateMultipartUpload: 'write',
  DeleteMultipleObjects: 'write',
  DeleteObject: 'write',
  GetObject: 'read',
  HeadBucket: 'read',
  HeadObject: 'read',
  ListObjects: 'read',
  ListParts: 'write',
  PutObject: 'write',
  UploadPart: 'write',
  UploadPartCopy: 'write',
}

/** Tells the right an operation needs. What is not listed is for owners. */
export function rightOf(operation: AnyOperation): Right {
  return rights[operation.name] ?? 'own'
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
