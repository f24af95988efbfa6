import { optional } from '@cos/xml'
import { cosHeader } from '../../operation/bindings.js'
import { grantees } from './grantees.js'

/** Grants given with a request. They replace the whole list: name the owner too if it is to stay in it. */
export const grantHeaders = {
  /** Who may list a bucket, or read an object. */
  grantRead: optional(cosHeader(grantees)),
  /** Who may write and delete the objects of a bucket. Means nothing on an object. */
  grantWrite: optional(cosHeader(grantees)),
  /** Who may read the access control list. */
  grantReadAcp: optional(cosHeader(grantees)),
  /** Who may change the access control list. */
  grantWriteAcp: optional(cosHeader(grantees)),
  /** Who may do all of it. */
  grantFullControl: optional(cosHeader(grantees)),
}
