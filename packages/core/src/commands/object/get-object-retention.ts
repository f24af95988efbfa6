import { optional } from '@cos/xml'
import { documented } from '#documented'
import { closedXml, query } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { retention } from '../shapes/retention.js'

const operation = defineOperation({
  name: 'GetObjectRetention',
  route: 'GET /{bucket}/{key}?retention',
  input: {
    /** One version. Default: the latest. */
    versionId: optional(query('versionId')),
  },
  output: closedXml('Retention', retention),
  errors: documented(['NoSuchKey', 'NoSuchVersion', 'NoSuchObjectLockConfiguration']),
})
export interface GetObjectRetentionInput extends InputOf<typeof operation> {}
export interface GetObjectRetentionOutput extends OutputOf<typeof operation> {}
/** Reads until when an object is locked (GET Object retention). */
export class GetObjectRetentionCommand extends command(operation)<GetObjectRetentionInput, GetObjectRetentionOutput> {}
