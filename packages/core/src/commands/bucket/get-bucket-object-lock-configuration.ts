import { documented } from '#documented'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { objectLock } from '../shapes/object-lock.js'

const operation = defineOperation({
  name: 'GetBucketObjectLockConfiguration',
  route: 'GET /{bucket}?object-lock',
  input: {},
  output: xml('ObjectLockConfiguration', objectLock),
  errors: documented(['NoSuchObjectLockConfiguration']),
})
export interface GetBucketObjectLockConfigurationInput extends InputOf<typeof operation> {}
export interface GetBucketObjectLockConfigurationOutput extends OutputOf<typeof operation> {}
/** Reads the object lock of a bucket (GET Bucket ObjectLock). */
export class GetBucketObjectLockConfigurationCommand extends command(operation)<
  GetBucketObjectLockConfigurationInput,
  GetBucketObjectLockConfigurationOutput
> {}
