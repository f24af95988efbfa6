import { percentEncode } from '@cos/signer'
import { XmlError } from '@cos/xml'
import { checkKey } from '../../operation/address.js'
import { codec } from '../../operation/bindings.js'

/** Another key of the bucket, percent-encoded as in a path. */
export const pathInHeader = /* @__PURE__ */ codec<string>({
  format: (key, member) => checkKey(key, member).split('/').map(percentEncode).join('/'),
  parse(text, member) {
    try {
      return decodeURIComponent(text).replace(/^\//, '')
    } catch {
      throw new XmlError('must be percent-encoded', member)
    }
  },
  sample: 'photos/ä b.txt',
})
