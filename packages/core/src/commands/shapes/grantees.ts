import { XmlError } from '@cos/xml'
import { documented } from '#documented'
import { refuse } from '../../errors/input-error.js'
import { checkText } from '../../operation/address.js'
import { codec } from '../../operation/bindings.js'

/**
 * Whom a grant is for: the number of a root account (`100000000001`), an account or sub-account in full
 * (`qcs::cam::uin/100000000001:uin/100000000011`), everybody (`qcs::cam::anyone:anyone`), or the URI of a group
 * (`http://cam.qcloud.com/groups/global/AllUsers`).
 */
export type GranteeId = string

const wanted = /^(?:\d+|qcs::cam::[\w/:*-]+|https?:\/\/[^\s",]+)$/

/** Whom a permission is granted to, as the text of a grant header: `id="100000000001",id="100000000002"`. */
export const grantees = codec<readonly GranteeId[]>({
  format(value, member) {
    if (!Array.isArray(value) || !value.length) refuse(member, 'must be a list of one grantee or more')
    // [?] Groups in headers are named as in the document, by URI; the documentation shows ids only.
    return Array.from(
      new Set(value),
      (id, index) =>
        `${/^h/.test(id) ? 'uri' : 'id'}="${checkText(id, wanted, `${member}[${index}]`, 'the number of an account, a name such as qcs::cam::uin/1:uin/2, or the URI of a group')}"`,
    ).join()
  },
  parse: documented((text: string, member: string) => {
    const items = text.split(',').map((item) => /^\s*(?:id|uri)\s*=\s*("?)([^"\s]+)\1\s*$/i.exec(item)?.[2])
    if (items.some((item) => item === undefined || !wanted.test(item)))
      throw new XmlError('must be a list such as id="100000000001"', member)
    return items as string[]
  }),
  sample: documented(['100000000001', 'qcs::cam::uin/100000000001:uin/100000000011']),
})
