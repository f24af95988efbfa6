import { optional } from '@cos/xml'
import { documented } from '#documented'
import { header } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { cannedBucketAcl } from '../shapes/canned-bucket-acl.js'

const operation = defineOperation({
  name: 'CreateBucket',
  route: 'PUT /{bucket}',
  input: {
    /** Who may use the bucket. Default `private`. */
    acl: optional(header('x-cos-acl', cannedBucketAcl)),
  },
  output: {},
  errors: documented(['BucketAlreadyExists', 'BucketAlreadyOwnedByYou', 'InvalidBucketName', 'TooManyBuckets']),
})
export interface CreateBucketInput extends InputOf<typeof operation> {}
export interface CreateBucketOutput extends OutputOf<typeof operation> {}
/** Creates a bucket (PUT Bucket) in the region of the client. */
export class CreateBucketCommand extends command(operation)<CreateBucketInput, CreateBucketOutput> {}
