import { optional, type TypeOf, unknownElements } from '@cos/xml'
import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { cosHeader, optionalXmlBody, query } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type ObjectAddress, type OutputOf } from '../../operation/define-operation.js'
import { type AccessControlInput, checkAccessControl } from '../shapes/access-control-input.js'
import { accessControlOwner } from '../shapes/access-control-owner.js'
import { accessControlList } from '../shapes/access-control-policy.js'
import { cannedObjectAcl } from '../shapes/canned-object-acl.js'
import { grantHeaders } from '../shapes/grant-headers.js'

const operation = defineOperation({
  name: 'PutObjectAcl',
  route: 'PUT /{bucket}/{key}?acl',
  input: optionalXmlBody('AccessControlPolicy', {
    /** One version. Default: the latest. */
    versionId: optional(query('versionId')),
    /** A list with a name. */
    acl: optional(cosHeader(cannedObjectAcl)),
    ...grantHeaders,
    /** Owner of the object, for a whole document. */
    owner: optional(accessControlOwner),
    /** The grants, for a whole document. */
    accessControlList: optional(accessControlList),
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
  output: {},
  digest: contentMd5,
  check: checkAccessControl,
  errors: documented(['NoSuchKey', 'MalformedXML', 'PolicyFull']),
})
/** Input of {@link PutObjectAclCommand}. */
export type PutObjectAclInput = ObjectAddress & { versionId?: string | undefined } & AccessControlInput<TypeOf<typeof cannedObjectAcl>>
export interface PutObjectAclOutput extends OutputOf<typeof operation> {}
/** Replaces the access control list of an object (PUT Object acl): by name, by grants, or by a document. `default` takes it back to that of the bucket. */
export class PutObjectAclCommand extends command(operation)<PutObjectAclInput, PutObjectAclOutput> {}
