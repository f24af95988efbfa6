import { documented } from '#documented'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { lifecycleConfiguration } from '../shapes/lifecycle-configuration.js'

const operation = defineOperation({
  name: 'GetBucketLifecycle',
  route: 'GET /{bucket}?lifecycle',
  input: {},
  output: xml('LifecycleConfiguration', lifecycleConfiguration),
  errors: documented(['NoSuchLifecycleConfiguration']),
})
export interface GetBucketLifecycleInput extends InputOf<typeof operation> {}
export interface GetBucketLifecycleOutput extends OutputOf<typeof operation> {}
/** Reads the lifecycle rules of a bucket (GET Bucket lifecycle). Fails with `NoSuchLifecycleConfiguration` when there are none. */
export class GetBucketLifecycleCommand extends command(operation)<GetBucketLifecycleInput, GetBucketLifecycleOutput> {}
