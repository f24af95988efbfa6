import { element, optional, struct } from '@cos/xml'

/** Who owns a bucket or an object. In listings of objects the id is the APPID, elsewhere the account. */
export const owner = struct({
  id: element('ID'),
  displayName: optional(element('DisplayName')),
})
