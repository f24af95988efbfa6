import { atMostOne, element, list, optional, string, struct, unixSeconds, unknownElements } from '@cos/xml'
import { knownStorageClass } from './known-storage-class.js'
import { tag } from './tag.js'

/** Which objects an inventory reports. */
export const inventoryFilter = atMostOne(
  {
    /** Keys that begin with this text. */
    prefix: string,
    /** Several conditions at once. */
    and: struct({
      prefix: optional(string),
      tags: optional(element('Tag', list(tag))),
      storageClass: optional(knownStorageClass),
      /** Elements this version does not know. */
      unknown: unknownElements,
    }),
  },
  {
    /** When the objects were last changed. */
    period: optional(struct({ startTime: optional(unixSeconds), endTime: optional(unixSeconds), unknown: unknownElements })),
    unknown: unknownElements,
  },
)
