import { documented } from '#documented'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { corsConfiguration } from '../shapes/cors-configuration.js'

const operation = defineOperation({
  name: 'GetBucketCors',
  route: 'GET /{bucket}?cors',
  input: {},
  output: xml('CORSConfiguration', corsConfiguration),
  errors: documented(['NoSuchCORSConfiguration']),
})
export interface GetBucketCorsInput extends InputOf<typeof operation> {}
export interface GetBucketCorsOutput extends OutputOf<typeof operation> {}
/** Reads which pages of other origins may use a bucket (GET Bucket cors). Fails with `NoSuchCORSConfiguration` when nothing was said. */
export class GetBucketCorsCommand extends command(operation)<GetBucketCorsInput, GetBucketCorsOutput> {}
