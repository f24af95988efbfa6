import { XmlError } from '@cos/xml'
import { codec } from '../../operation/bindings.js'

/** A URL of HTTP or HTTPS. */
export const fetchUrl = /* @__PURE__ */ codec<string>({
  format(url, member) {
    if (!/^https?:\/\/[^/\s]/i.test(url) || !URL.canParse(url)) throw new XmlError('must be a URL of http or https', member)
    return url
  },
  parse: (url) => url,
  sample: 'https://example.com/photos/a.jpg',
})
