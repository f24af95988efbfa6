import { optional } from '@cos/xml'
import { customerKeyHeaders } from './customer-key-headers.js'

/** The key of an object encrypted with SSE-C, where it is read or added to. */
export const readKey = {
  /** Key of an object that is encrypted with one of the caller's (SSE-C), made by `customerKey`. */
  customerKey: /* @__PURE__ */ optional(/* @__PURE__ */ customerKeyHeaders('x-cos-server-side-encryption-customer-')),
}
