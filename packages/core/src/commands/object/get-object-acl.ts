import { oneOfOrOther, optional, unknownElements } from '@cos/xml'
import { documented } from '#documented'
import { cosHeader, query, xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { accessControlOwner } from '../shapes/access-control-owner.js'
import { accessControlList } from '../shapes/access-control-policy.js'

const operation = defineOperation({
  name: 'GetObjectAcl',
  route: 'GET /{bucket}/{key}?acl',
  input: {
    /** One version. Default: the latest. */
    versionId: optional(query('versionId')),
  },
  output: xml('AccessControlPolicy', {
    /** The name of the list, when it has one. */
    acl: optional(cosHeader(oneOfOrOther('default', 'private', 'public-read'))),
    owner: accessControlOwner,
    /** The grants. */
    accessControlList,
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
  errors: documented(['NoSuchKey', 'NoSuchVersion']),
})
export interface GetObjectAclInput extends InputOf<typeof operation> {}
export interface GetObjectAclOutput extends OutputOf<typeof operation> {}
/** Reads the access control list of an object (GET Object acl). */
export class GetObjectAclCommand extends command(operation)<GetObjectAclInput, GetObjectAclOutput> {}
