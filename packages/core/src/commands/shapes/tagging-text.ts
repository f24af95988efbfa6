import { percentEncode } from '@cos/signer'
import { XmlError } from '@cos/xml'
import { documented } from '#documented'
import { codec } from '../../operation/bindings.js'

/** Tags by key, in the form of a header: `key=value&key=value`, percent-encoded. */
export const taggingText = /* @__PURE__ */ codec<Readonly<Record<string, string>>>({
  format(tags, member) {
    if (typeof tags !== 'object' || !tags) throw new XmlError('must be an object of texts', member)
    return Object.entries(tags)
      .map(([key, value]) => {
        if (typeof value !== 'string') throw new XmlError('must be text', `${member}.${key}`)
        return `${percentEncode(key)}=${percentEncode(value)}`
      })
      .join('&')
  },
  parse: documented((text: string, member: string) => {
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

function decode(text: string): string {
  return decodeURIComponent(text.replace(/\+/g, ' '))
}
