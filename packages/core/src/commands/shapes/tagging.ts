import { element, list, unknownElements } from '@cos/xml'
import { tag } from './tag.js'

/** The tags of a bucket or an object. */
export const tagging = {
  /** All tags, in the order they were given. */
  tags: element('TagSet', list(tag, 'Tag')),
  /** Elements this version does not know. */
  unknown: unknownElements,
}
