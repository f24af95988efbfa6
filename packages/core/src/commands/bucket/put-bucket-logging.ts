import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { loggingConfiguration } from '../shapes/logging-configuration.js'

const operation = defineOperation({
  name: 'PutBucketLogging',
  route: 'PUT /{bucket}?logging',
  input: xmlBody('BucketLoggingStatus', loggingConfiguration),
  output: {},
  digest: contentMd5,
  errors: documented(['InvalidTargetBucketForLogging', 'TargetBucketNameInvalid', 'LoggingPrefixInvalid', 'MalformedXML', 'AccessDenied']),
})
export interface PutBucketLoggingInput extends InputOf<typeof operation> {}
export interface PutBucketLoggingOutput extends OutputOf<typeof operation> {}
/** Has access to a bucket logged in objects of another, or, without `loggingEnabled`, no longer (PUT Bucket logging). */
export class PutBucketLoggingCommand extends command(operation)<PutBucketLoggingInput, PutBucketLoggingOutput> {}
