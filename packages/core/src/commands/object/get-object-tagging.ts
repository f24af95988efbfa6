import { optional } from '@cos/xml'
import { documented } from '#documented'
import { cosHeader, query, xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { tagging } from '../shapes/tagging.js'

const operation = defineOperation({
  name: 'GetObjectTagging',
  route: 'GET /{bucket}/{key}?tagging',
  input: {
    /** One version. Default: the latest. */
    versionId: optional(query('versionId')),
  },
  output: xml('Tagging', {
    ...tagging,
    /** Version that was read; only in buckets with versioning. */
    versionId: optional(cosHeader()),
  }),
  errors: documented(['NoSuchKey', 'NoSuchVersion', 'NoSuchTagSet']),
})
export interface GetObjectTaggingInput extends InputOf<typeof operation> {}
export interface GetObjectTaggingOutput extends OutputOf<typeof operation> {}
/** Reads the tags of an object (GET Object tagging). Without tags the list is empty; older services answer `NoSuchTagSet`. */
export class GetObjectTaggingCommand extends command(operation)<GetObjectTaggingInput, GetObjectTaggingOutput> {}
