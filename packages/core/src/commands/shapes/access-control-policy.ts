import { attribute, element, exactlyOne, list, oneOf, oneOfOrOther, optional, string, struct, unknownElements } from '@cos/xml'

/** The grants of a bucket or an object: who has a permission, and which. */
export const accessControlList = list(
  struct({
    grantee: exactlyOne(
      {
        /** An account or sub-account, `qcs::cam::uin/100000000001:uin/100000000011`, or everybody, `qcs::cam::anyone:anyone`. */
        id: element('ID', string, ['uin', 'Subaccount']),
        /** A group: `http://cam.qcloud.com/groups/global/AllUsers`, or `…/AuthenticatedUsers` for whoever signs. */
        uri: element('URI'),
      },
      {
        /** `CanonicalUser` or `RootAccount` with an `id`, `Group` with a `uri`. */
        type: optional(attribute('xsi:type', oneOfOrOther('CanonicalUser', 'RootAccount', 'Group'))),
        displayName: optional(element('DisplayName')),
        unknown: unknownElements,
      },
    ),
    permission: oneOf('READ', 'WRITE', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL'),
    unknown: unknownElements,
  }),
  'Grant',
)
