import { optional } from '@cos/xml'
import { documented } from '#documented'
import { cosHeader, query } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteObjectTagging',
  route: 'DELETE /{bucket}/{key}?tagging',
  input: {
    /** One version. Default: the latest. */
    versionId: optional(query('versionId')),
  },
  output: {
    /** Version whose tags are gone; only in buckets with versioning. */
    versionId: optional(cosHeader()),
  },
  status: 204,
  errors: documented(['NoSuchKey', 'NoSuchVersion']),
})
export interface DeleteObjectTaggingInput extends InputOf<typeof operation> {}
export interface DeleteObjectTaggingOutput extends OutputOf<typeof operation> {}
/** Removes all tags of an object (DELETE Object tagging). */
export class DeleteObjectTaggingCommand extends command(operation)<DeleteObjectTaggingInput, DeleteObjectTaggingOutput> {}
