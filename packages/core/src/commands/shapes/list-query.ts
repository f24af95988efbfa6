import { oneOf, optional } from '@cos/xml'
import { namedQuery, queryWithDefault } from '../../operation/bindings.js'

/** What every listing of a bucket can ask for. */
export const listQuery = {
  /** Only keys that begin with this text. */
  prefix: optional(namedQuery()),
  /** Keys equal up to this text, looking behind `prefix`, fold into one common prefix. */
  delimiter: optional(namedQuery()),
  /**
   * Always `url` unless you say otherwise: XML cannot carry every character of a key, and its readers change line ends.
   * The answer is decoded before you see it.
   */
  encodingType: optional(queryWithDefault('encoding-type', oneOf('url'), 'url')),
}
