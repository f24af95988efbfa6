import { unknownElements } from '@cos/xml'
import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { domainRules } from '../shapes/domain-rules.js'

const operation = defineOperation({
  name: 'PutBucketDomain',
  route: 'PUT /{bucket}?domain',
  input: xmlBody('DomainConfiguration', {
    rules: domainRules,
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
  output: {},
  digest: contentMd5,
  errors: documented([
    'DNSRecordVerifyFailed',
    'UserCnameInvalid',
    'RecordAlreadyExist',
    'DomainConfigConflict',
    'DomainAuditFailed',
    'MalformedXML',
  ]),
})
export interface PutBucketDomainInput extends InputOf<typeof operation> {}
export interface PutBucketDomainOutput extends OutputOf<typeof operation> {}
/** Gives a bucket domains of your own (PUT Bucket domain). Replaces all it had. The DNS has to say that they are yours. */
export class PutBucketDomainCommand extends command(operation)<PutBucketDomainInput, PutBucketDomainOutput> {}
