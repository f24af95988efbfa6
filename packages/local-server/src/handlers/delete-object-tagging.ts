import type { DeleteObjectTaggingInput, DeleteObjectTaggingOutput } from '@cos/core'
import { updateObject } from '../update-object.js'
import { knownVersionOf } from '../versioning.js'
import type { Handler } from './handler.js'

/** Removes the tags of an object. */
export const deleteObjectTagging: Handler<DeleteObjectTaggingInput, DeleteObjectTaggingOutput> = async (call) => {
  const record = await updateObject(call, call.input, ({ attributes: { tags: _, ...attributes } }) => attributes)
  return { output: { versionId: knownVersionOf(record, call.bucket) } }
}
