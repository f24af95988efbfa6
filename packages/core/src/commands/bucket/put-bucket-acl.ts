import { optional, type TypeOf, unknownElements } from '@cos/xml'
import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { cosHeader, optionalXmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { type BucketAddress, defineOperation, type OutputOf } from '../../operation/define-operation.js'
import { type AccessControlInput, checkAccessControl } from '../shapes/access-control-input.js'
import { accessControlOwner } from '../shapes/access-control-owner.js'
import { accessControlList } from '../shapes/access-control-policy.js'
import { cannedBucketAcl } from '../shapes/canned-bucket-acl.js'
import { grantHeaders } from '../shapes/grant-headers.js'

const operation = defineOperation({
  name: 'PutBucketAcl',
  route: 'PUT /{bucket}?acl',
  input: optionalXmlBody('AccessControlPolicy', {
    /** A list with a name. */
    acl: optional(cosHeader(cannedBucketAcl)),
    ...grantHeaders,
    /** Owner of the bucket, for a whole document. */
    owner: optional(accessControlOwner),
    /** The grants, for a whole document. */
    accessControlList: optional(accessControlList),
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
  output: {},
  digest: contentMd5,
  check: checkAccessControl,
  errors: documented(['MalformedXML', 'PolicyFull']),
})
/** Input of {@link PutBucketAclCommand}. */
export type PutBucketAclInput = BucketAddress & AccessControlInput<TypeOf<typeof cannedBucketAcl>>
export interface PutBucketAclOutput extends OutputOf<typeof operation> {}
/** Replaces the access control list of a bucket (PUT Bucket acl): by name, by grants, or by a document. */
export class PutBucketAclCommand extends command(operation)<PutBucketAclInput, PutBucketAclOutput> {}
