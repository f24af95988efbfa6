import { atMostOne, element, integer, list, optional, string, struct, unknownElements } from '@cos/xml'
import { tag } from './tag.js'

/** Which objects a lifecycle rule is for; an empty one means the whole bucket. */
export const lifecycleFilter = atMostOne(
  {
    /** Keys that begin with this text. */
    prefix: string,
    /** Objects with this tag. */
    tag,
    /** Several conditions at once. */
    and: struct({
      prefix: optional(string),
      /** Tags an object must all have, at most 10. */
      tags: optional(element('Tag', list(tag))),
      /** Keys that do not begin with this text. */
      prefixNotEquals: optional(string),
      /** In bytes. */
      objectSizeGreaterThan: optional(integer),
      /** In bytes. */
      objectSizeLessThan: optional(integer),
      /** Elements this version does not know. */
      unknown: unknownElements,
    }),
  },
  { unknown: unknownElements },
)
