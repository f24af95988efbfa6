import { element, exactlyOne, list, oneOf, optional, string, struct, unknownElements } from '@cos/xml'
import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'PutBucketDomainCertificate',
  route: 'PUT /{bucket}?domaincertificate',
  input: xmlBody('DomainCertificate', {
    certificateInfo: struct({
      certType: oneOf('CustomCert'),
      customCert: exactlyOne(
        {
          /** Id of a certificate that the certificate service manages. */
          certId: string,
          /** The certificate and its chain, in PEM. */
          cert: string,
        },
        {
          /** With `cert`: its key, in PEM. */
          privateKey: optional(string),
          unknown: unknownElements,
        },
      ),
      unknown: unknownElements,
    }),
    /** The domains, at least one. */
    domainNames: element('DomainList', list(string, 'DomainName')),
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
  output: {},
  digest: contentMd5,
  errors: documented(['MalformedXML', 'InvalidArgument']),
})
export interface PutBucketDomainCertificateInput extends InputOf<typeof operation> {}
export interface PutBucketDomainCertificateOutput extends OutputOf<typeof operation> {}
/** Gives domains of a bucket a certificate for HTTPS (PUT Bucket domaincertificate). */
export class PutBucketDomainCertificateCommand extends command(operation)<
  PutBucketDomainCertificateInput,
  PutBucketDomainCertificateOutput
> {}
