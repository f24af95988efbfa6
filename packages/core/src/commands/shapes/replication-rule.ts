import { atMostOne, element, integer, list, optional, string, struct, unknownElements } from '@cos/xml'
import { ruleStatus } from './rule-status.js'
import { storageClass } from './storage-class.js'
import { tag } from './tag.js'

const switched = struct({ status: ruleStatus, unknown: unknownElements })

/** Which objects are copied where. Only those written after the rule. */
export const replicationRule = atMostOne(
  {
    /** Keys that begin with this text; the empty one means all. */
    prefix: string,
    filter: atMostOne(
      { prefix: string, and: struct({ prefix: optional(string), tags: optional(element('Tag', list(tag))), unknown: unknownElements }) },
      { unknown: unknownElements },
    ),
  },
  {
    id: optional(element('ID')),
    status: ruleStatus,
    /** Of several rules that match, the one with the greatest number acts. */
    priority: optional(integer),
    destination: struct({
      /** `qcs::cos:<region>::<bucket>`. It must have versioning enabled, and so must the source. */
      bucket: string,
      /** Storage class of the copies. Default: that of the source. */
      storageClass: optional(storageClass),
      encryptionConfiguration: optional(struct({ replicaKmsKeyId: element('ReplicaKmsKeyID'), unknown: unknownElements })),
      /** Elements this version does not know. */
      unknown: unknownElements,
    }),
    /** Whether delete markers are copied too. Default: they are. */
    deleteMarkerReplication: optional(switched),
    /** Whether objects encrypted with a KMS key are copied. */
    sourceSelectionCriteria: optional(struct({ sseKmsEncryptedObjects: switched, unknown: unknownElements })),
    /** Elements this version does not know. */
    unknown: unknownElements,
  },
)
