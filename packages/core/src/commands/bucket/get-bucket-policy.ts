import { documented } from '#documented'
import { json } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { policyAnswer } from '../shapes/policy-answer.js'

const operation = defineOperation({
  name: 'GetBucketPolicy',
  route: 'GET /{bucket}?policy',
  input: {},
  output: json('policy', {
    /** The policy; its words in lower case, however they were put. */
    policy: policyAnswer,
  }),
  errors: documented(['NoSuchBucketPolicy']),
})
export interface GetBucketPolicyInput extends InputOf<typeof operation> {}
export interface GetBucketPolicyOutput extends OutputOf<typeof operation> {}
/** Reads the policy of a bucket (GET Bucket policy). */
export class GetBucketPolicyCommand extends command(operation)<GetBucketPolicyInput, GetBucketPolicyOutput> {}
