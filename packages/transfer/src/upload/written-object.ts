import type { HeadObjectInput } from '@cos/core'
import type { ObjectOptions } from './upload-options.js'

/** Address and headers of an object that is written, and the key by which it is read back. Commands take what they declare. */
export interface WrittenObject extends ObjectOptions {
  readonly customerKey?: HeadObjectInput['customerKey']
}

/** Adds the key that parts and later looks at the object need, when it is encrypted with a key of the caller's (SSE-C). */
export function writtenObject(object: ObjectOptions): WrittenObject {
  const { encryption: by } = object
  return typeof by === 'object' && 'keyMd5' in by ? { ...object, customerKey: by } : object
}
