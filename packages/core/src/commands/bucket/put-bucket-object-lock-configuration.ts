import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { objectLock } from '../shapes/object-lock.js'

const operation = defineOperation({
  name: 'PutBucketObjectLockConfiguration',
  route: 'PUT /{bucket}?object-lock',
  input: xmlBody('ObjectLockConfiguration', objectLock),
  output: {},
  digest: contentMd5,
  errors: documented(['InvalidLockedTime', 'InvalidArgument', 'InvalidBucketState']),
})
export interface PutBucketObjectLockConfigurationInput extends InputOf<typeof operation> {}
export interface PutBucketObjectLockConfigurationOutput extends OutputOf<typeof operation> {}
/** Lets objects of a bucket be locked against deletion (PUT Bucket ObjectLock). It cannot be turned off, nor its time shortened. */
export class PutBucketObjectLockConfigurationCommand extends command(operation)<
  PutBucketObjectLockConfigurationInput,
  PutBucketObjectLockConfigurationOutput
> {}
