import { optional } from '@cos/xml'
import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { cosHeader, query, xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { checkObjectTags } from '../shapes/check-object-tags.js'
import { tagging } from '../shapes/tagging.js'

const operation = defineOperation({
  name: 'PutObjectTagging',
  route: 'PUT /{bucket}/{key}?tagging',
  input: xmlBody('Tagging', {
    ...tagging,
    /** One version. Default: the latest. */
    versionId: optional(query('versionId')),
  }),
  output: {
    /** Version that was tagged; only in buckets with versioning. */
    versionId: optional(cosHeader()),
  },
  // What is no list of tags is told when it is written.
  check: ({ tags }) => checkObjectTags(tags?.map?.((tag) => [tag?.key, tag?.value]) ?? [], 'tags'),
  digest: contentMd5,
  errors: documented(['InvalidTag', 'MalformedXML', 'NoSuchKey', 'NoSuchVersion']),
})
export interface PutObjectTaggingInput extends InputOf<typeof operation> {}
export interface PutObjectTaggingOutput extends OutputOf<typeof operation> {}
/** Replaces all tags of an object (PUT Object tagging). An object has up to 10. */
export class PutObjectTaggingCommand extends command(operation)<PutObjectTaggingInput, PutObjectTaggingOutput> {}
