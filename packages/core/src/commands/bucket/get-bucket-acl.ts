import { oneOfOrOther, optional, unknownElements } from '@cos/xml'
import { documented } from '#documented'
import { cosHeader, xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { accessControlOwner } from '../shapes/access-control-owner.js'
import { accessControlList } from '../shapes/access-control-policy.js'

const operation = defineOperation({
  name: 'GetBucketAcl',
  route: 'GET /{bucket}?acl',
  input: {},
  output: xml('AccessControlPolicy', {
    /** The name of the list, when it has one. */
    acl: optional(cosHeader(oneOfOrOther('private', 'public-read', 'public-read-write', 'authenticated-read'))),
    owner: accessControlOwner,
    /** The grants. */
    accessControlList,
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
  errors: documented([]),
})
export interface GetBucketAclInput extends InputOf<typeof operation> {}
export interface GetBucketAclOutput extends OutputOf<typeof operation> {}
/** Reads the access control list of a bucket (GET Bucket acl). */
export class GetBucketAclCommand extends command(operation)<GetBucketAclInput, GetBucketAclOutput> {}
