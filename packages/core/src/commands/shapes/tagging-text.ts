import { percentEncode } from '@cos/signer'
import { formatScalar, string, XmlError } from '@cos/xml'
import { documented } from '#documented'
import { codec } from '../../operation/bindings.js'
import { entriesIn } from '../../operation/text-form.js'
import { checkObjectTags } from './check-object-tags.js'

/** Tags by key, in the form of a header: `key=value&key=value`, percent-encoded. */
export const taggingText = /* @__PURE__ */ codec<Readonly<Record<string, string>>>({
  format(tags, member) {
    const texts = entriesIn(tags, member).map(([key, value]) => [key, formatScalar(string, value, `${member}.${key}`)] as const)
    checkObjectTags(texts, member)
    return texts.map((tag) => tag.map(percentEncode).join('=')).join('&')
  },
  parse: documented((text: string, member: string) => {
    const decode = (part: string) => decodeURIComponent(part.replace(/\+/g, ' '))
    const pairs = text.split('&').map((pair) => pair.split('='))
    if (pairs.some(({ length }) => length > 2)) throw new XmlError('must be key=value pairs with & between', member)
    try {
      return Object.fromEntries(pairs.map(([key = '', value = '']) => [decode(key), decode(value)]))
    } catch {
      throw new XmlError('must be percent-encoded', member)
    }
  }),
  sample: documented({ team: 'web', 'a b': 'x&y' }),
})
