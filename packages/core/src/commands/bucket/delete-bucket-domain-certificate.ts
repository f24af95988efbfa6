import { query } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteBucketDomainCertificate',
  route: 'DELETE /{bucket}?domaincertificate',
  input: {
    /** The domain. */
    domainName: query('domainname'),
  },
  output: {},
  status: 204,
})
export interface DeleteBucketDomainCertificateInput extends InputOf<typeof operation> {}
export interface DeleteBucketDomainCertificateOutput extends OutputOf<typeof operation> {}
/** Takes the certificate from a domain of a bucket (DELETE Bucket domaincertificate). */
export class DeleteBucketDomainCertificateCommand extends command(operation)<
  DeleteBucketDomainCertificateInput,
  DeleteBucketDomainCertificateOutput
> {}
