import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { lifecycleConfiguration } from '../shapes/lifecycle-configuration.js'

const operation = defineOperation({
  name: 'PutBucketLifecycle',
  route: 'PUT /{bucket}?lifecycle',
  input: xmlBody('LifecycleConfiguration', lifecycleConfiguration),
  output: {},
  digest: contentMd5,
  errors: documented([
    'MalformedXML',
    'InvalidArgument',
    'InvalidRequest',
    'NotSupportedStorageClass',
    'MAZOperationNotSupportOnOAZBucket',
  ]),
})
export interface PutBucketLifecycleInput extends InputOf<typeof operation> {}
export interface PutBucketLifecycleOutput extends OutputOf<typeof operation> {}
/** Says when objects of a bucket move to cheaper storage or are deleted (PUT Bucket lifecycle). Replaces all rules there were. */
export class PutBucketLifecycleCommand extends command(operation)<PutBucketLifecycleInput, PutBucketLifecycleOutput> {}
