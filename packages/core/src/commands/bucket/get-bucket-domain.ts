import { optional, unknownElements } from '@cos/xml'
import { documented } from '#documented'
import { header, xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { domainRules } from '../shapes/domain-rules.js'

const operation = defineOperation({
  name: 'GetBucketDomain',
  route: 'GET /{bucket}?domain',
  input: {},
  output: xml('DomainConfiguration', {
    /** What a TXT record of the domain has to say. */
    txtVerification: optional(header('x-cos-domain-txt-verification')),
    rules: domainRules,
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
  errors: documented(['DomainConfigNotFoundError']),
})
export interface GetBucketDomainInput extends InputOf<typeof operation> {}
export interface GetBucketDomainOutput extends OutputOf<typeof operation> {}
/** Reads which domains of your own a bucket has (GET Bucket domain). Fails with `DomainConfigNotFoundError` when it has none. */
export class GetBucketDomainCommand extends command(operation)<GetBucketDomainInput, GetBucketDomainOutput> {}
