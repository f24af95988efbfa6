import type { PutObjectTaggingInput, PutObjectTaggingOutput } from '@cos/core'
import { checkTags } from '../configurations/check-tags.js'
import { greatestTagCount } from '../object-tags.js'
import { updateObject } from '../update-object.js'
import { knownVersionOf } from '../versioning.js'
import type { Handler } from './handler.js'

/** Replaces the tags of an object. */
export const putObjectTagging: Handler<PutObjectTaggingInput, PutObjectTaggingOutput> = async (call) => {
  const tags = call.input.tags.map(({ key, value }) => ({ key, value }))
  checkTags(tags, greatestTagCount)
  const record = await updateObject(call, call.input, ({ attributes }) => ({ ...attributes, tags }))
  return { output: { versionId: knownVersionOf(record, call.bucket) } }
}
