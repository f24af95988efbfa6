import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { tagging } from '../shapes/tagging.js'

const operation = defineOperation({
  name: 'PutBucketTagging',
  route: 'PUT /{bucket}?tagging',
  input: xmlBody('Tagging', tagging),
  output: {},
  status: 204,
  digest: contentMd5,
  errors: documented(['InvalidTag', 'InvalidArgument', 'MalformedXML']),
})
export interface PutBucketTaggingInput extends InputOf<typeof operation> {}
export interface PutBucketTaggingOutput extends OutputOf<typeof operation> {}
/** Replaces all tags of a bucket (PUT Bucket tagging). A bucket has up to 50. */
export class PutBucketTaggingCommand extends command(operation)<PutBucketTaggingInput, PutBucketTaggingOutput> {}
