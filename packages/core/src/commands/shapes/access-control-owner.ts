import { element, optional, struct, unknownElements } from '@cos/xml'

/** Who owns the bucket or object that an access control list is of. */
export const accessControlOwner = struct({
  /** `qcs::cam::uin/100000000001:uin/100000000001`. */
  id: element('ID'),
  displayName: optional(element('DisplayName')),
  unknown: unknownElements,
})
