import type { GetObjectTaggingInput, GetObjectTaggingOutput } from '@cos/core'
import { tagsOf } from '../object-tags.js'
import { findObject } from '../read-object.js'
import { knownVersionOf } from '../versioning.js'
import type { Handler } from './handler.js'

/** Reads the tags of an object. */
export const getObjectTagging: Handler<GetObjectTaggingInput, GetObjectTaggingOutput> = async (call) => {
  const reader = await findObject(call, call.input.versionId)
  await reader.close()
  // Whether COS answers an object without tags by an empty set or by a 404 is not sourced [?].
  return { output: { tags: [...tagsOf(reader.record)], versionId: knownVersionOf(reader.record, call.bucket) } }
}
