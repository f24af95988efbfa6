import { struct } from '@cos/xml'
import type { XmlBody } from './bindings.js'

const nothing = new Uint8Array()

/**
 * The absence of a document, where that says something: `PUT ?referer` without one deletes. COS wants to be told the digest of nothing
 * all the same.
 */
export const emptyBody: XmlBody<{}> = {
  kind: 'xml',
  root: '',
  members: {},
  schema: /* @__PURE__ */ struct({}),
  write(draft, _document, _input, { digest }) {
    draft.body = nothing
    draft.headers['content-type'] = 'application/xml'
    if (digest) draft.headers[digest.header] = digest.digest(nothing)
  },
}
