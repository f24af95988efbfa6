import { string, struct, unknownElements } from '@cos/xml'

/** A tag of an object or a bucket. */
export const tag = struct({
  /** 1 to 127 bytes, once in a set. */
  key: string,
  /** At most 255 bytes; may be empty. */
  value: string,
  /** Elements this version does not know. */
  unknown: unknownElements,
})
