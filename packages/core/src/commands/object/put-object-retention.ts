import { optional } from '@cos/xml'
import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { closedXmlBody, query } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { retention } from '../shapes/retention.js'

const operation = defineOperation({
  name: 'PutObjectRetention',
  route: 'PUT /{bucket}/{key}?retention',
  input: closedXmlBody('Retention', {
    ...retention,
    /** One version. Default: the latest. */
    versionId: optional(query('versionId')),
  }),
  output: {},
  digest: contentMd5,
  errors: documented(['NoSuchKey', 'NoSuchObjectLockConfiguration', 'InvalidArgument', 'InvalidLockedTime']),
})
export interface PutObjectRetentionInput extends InputOf<typeof operation> {}
export interface PutObjectRetentionOutput extends OutputOf<typeof operation> {}
/** Locks an object until a date (PUT Object retention); the date can only be moved on. The bucket must have object lock. */
export class PutObjectRetentionCommand extends command(operation)<PutObjectRetentionInput, PutObjectRetentionOutput> {}
