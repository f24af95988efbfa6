import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { corsConfiguration } from '../shapes/cors-configuration.js'

const operation = defineOperation({
  name: 'PutBucketCors',
  route: 'PUT /{bucket}?cors',
  input: xmlBody('CORSConfiguration', corsConfiguration),
  output: {},
  digest: contentMd5,
  errors: documented(['MalformedXML', 'InvalidArgument']),
})
export interface PutBucketCorsInput extends InputOf<typeof operation> {}
export interface PutBucketCorsOutput extends OutputOf<typeof operation> {}
/** Says which pages of other origins may use a bucket (PUT Bucket cors). Replaces all rules there were. */
export class PutBucketCorsCommand extends command(operation)<PutBucketCorsInput, PutBucketCorsOutput> {}
