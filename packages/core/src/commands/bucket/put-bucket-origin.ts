import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { originConfiguration } from '../shapes/origin-configuration.js'

const operation = defineOperation({
  name: 'PutBucketOrigin',
  route: 'PUT /{bucket}?origin',
  input: xmlBody('OriginConfiguration', originConfiguration),
  output: {},
  digest: contentMd5,
  errors: documented(['MalformedXML', 'InvalidArgument']),
})
export interface PutBucketOriginInput extends InputOf<typeof operation> {}
export interface PutBucketOriginOutput extends OutputOf<typeof operation> {}
/** Says where objects come from that a bucket does not have (PUT Bucket origin). Replaces all rules there were. */
export class PutBucketOriginCommand extends command(operation)<PutBucketOriginInput, PutBucketOriginOutput> {}
