import { documented } from '#documented'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { tagging } from '../shapes/tagging.js'

const operation = defineOperation({
  name: 'GetBucketTagging',
  route: 'GET /{bucket}?tagging',
  input: {},
  output: xml('Tagging', tagging),
  errors: documented(['NoSuchTagSet']),
})
export interface GetBucketTaggingInput extends InputOf<typeof operation> {}
export interface GetBucketTaggingOutput extends OutputOf<typeof operation> {}
/** Reads the tags of a bucket (GET Bucket tagging). Fails with `NoSuchTagSet` when it has none. */
export class GetBucketTaggingCommand extends command(operation)<GetBucketTaggingInput, GetBucketTaggingOutput> {}
