import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { loggingConfiguration } from '../shapes/logging-configuration.js'

const operation = defineOperation({
  name: 'GetBucketLogging',
  route: 'GET /{bucket}?logging',
  input: {},
  output: xml('BucketLoggingStatus', loggingConfiguration),
})
export interface GetBucketLoggingInput extends InputOf<typeof operation> {}
export interface GetBucketLoggingOutput extends OutputOf<typeof operation> {}
/** Tells where the access logs of a bucket go (GET Bucket logging). The answer is empty when nothing is logged. */
export class GetBucketLoggingCommand extends command(operation)<GetBucketLoggingInput, GetBucketLoggingOutput> {}
