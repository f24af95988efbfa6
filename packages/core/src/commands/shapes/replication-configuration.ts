import { element, list, string, unknownElements } from '@cos/xml'
import { replicationRule } from './replication-rule.js'

/** How the objects of a bucket are copied to another. */
export const replicationConfiguration = {
  /** Who copies: `qcs::cam::uin/<owner uin>:uin/<uin>`, with two equal numbers for a root account. */
  role: string,
  rules: element('Rule', list(replicationRule)),
  /** Elements this version does not know. */
  unknown: unknownElements,
}
