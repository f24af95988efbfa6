import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteBucketDomain',
  route: 'DELETE /{bucket}?domain',
  input: {},
  output: {},
  status: 204,
})
export interface DeleteBucketDomainInput extends InputOf<typeof operation> {}
export interface DeleteBucketDomainOutput extends OutputOf<typeof operation> {}
/** Takes its own domains from a bucket (DELETE Bucket domain). */
export class DeleteBucketDomainCommand extends command(operation)<DeleteBucketDomainInput, DeleteBucketDomainOutput> {}
