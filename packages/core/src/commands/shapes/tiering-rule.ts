import { atMostOne, element, integer, list, oneOf, optional, string, struct, unknownElements } from '@cos/xml'
import { ruleStatus } from './rule-status.js'
import { tag } from './tag.js'

/** When which objects of the class `INTELLIGENT_TIERING` move to which tier. */
export const tieringRule = {
  status: ruleStatus,
  /** Which objects. Default: all. */
  filter: optional(
    atMostOne(
      {
        /** Keys that begin with this text. */
        prefix: string,
        /** Objects with this tag. */
        tag,
        /** Several conditions at once. */
        and: struct({ prefix: optional(string), tags: optional(element('Tag', list(tag))), unknown: unknownElements }),
      },
      { unknown: unknownElements },
    ),
  ),
  tierings: element(
    'Tiering',
    list(
      struct({
        accessTier: oneOf('INFREQUENT', 'ARCHIVE_ACCESS', 'DEEP_ARCHIVE_ACCESS'),
        /** Days without a read. */
        days: integer,
        /** Reads within those days that keep an object. */
        requestFrequent: optional(integer),
        unknown: unknownElements,
      }),
    ),
  ),
  /** Elements this version does not know. */
  unknown: unknownElements,
}
