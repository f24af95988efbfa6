import { optional } from '@cos/xml'
import { header } from '../../operation/bindings.js'
import { grantees } from './grantees.js'

/** Grants given with a request. They replace the whole list: name the owner too if it is to stay in it. */
export const grantHeaders = {
  /** Who may list a bucket, or read an object. */
  grantRead: optional(header('x-cos-grant-read', grantees)),
  /** Who may write and delete the objects of a bucket. Means nothing on an object. */
  grantWrite: optional(header('x-cos-grant-write', grantees)),
  /** Who may read the access control list. */
  grantReadAcp: optional(header('x-cos-grant-read-acp', grantees)),
  /** Who may change the access control list. */
  grantWriteAcp: optional(header('x-cos-grant-write-acp', grantees)),
  /** Who may do all of it. */
  grantFullControl: optional(header('x-cos-grant-full-control', grantees)),
}
