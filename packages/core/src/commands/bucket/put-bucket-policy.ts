import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { json } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { policyBody } from '../shapes/policy-body.js'

const operation = defineOperation({
  name: 'PutBucketPolicy',
  route: 'PUT /{bucket}?policy',
  input: json('policy', {
    /** The policy, or its JSON text. */
    policy: policyBody,
  }),
  output: {},
  status: 204,
  digest: contentMd5,
  errors: documented(['MalformedPolicy', 'PolicyFull']),
})
export interface PutBucketPolicyInput extends InputOf<typeof operation> {}
export interface PutBucketPolicyOutput extends OutputOf<typeof operation> {}
/** Replaces the policy of a bucket (PUT Bucket policy): who may do what, under which conditions. */
export class PutBucketPolicyCommand extends command(operation)<PutBucketPolicyInput, PutBucketPolicyOutput> {}
