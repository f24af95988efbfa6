import { optional, string, struct, unixSeconds, unknownElements } from '@cos/xml'
import { query, xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { ruleStatus } from '../shapes/rule-status.js'

const operation = defineOperation({
  name: 'GetBucketDomainCertificate',
  route: 'GET /{bucket}?domaincertificate',
  input: {
    /** The domain. */
    domainName: query('domainname'),
  },
  output: xml('DomainCertificate', {
    status: ruleStatus,
    certificateInfo: optional(
      struct({
        certId: string,
        validityBegin: optional(unixSeconds),
        validityExpire: optional(unixSeconds),
        unknown: unknownElements,
      }),
    ),
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
})
export interface GetBucketDomainCertificateInput extends InputOf<typeof operation> {}
export interface GetBucketDomainCertificateOutput extends OutputOf<typeof operation> {}
/** Tells whether a domain of a bucket has a certificate, and until when (GET Bucket domaincertificate). */
export class GetBucketDomainCertificateCommand extends command(operation)<
  GetBucketDomainCertificateInput,
  GetBucketDomainCertificateOutput
> {}
