import { optional } from '@cos/xml'
import { customerKeyHeaders } from './customer-key-headers.js'

/** The key of the source of a copy, where that is encrypted with SSE-C. */
export const copySourceKey = {
  /** Key of the source when it is encrypted with one of the caller's (SSE-C), made by `customerKey`. */
  copySourceCustomerKey: /* @__PURE__ */ optional(/* @__PURE__ */ customerKeyHeaders('x-cos-copy-source-server-side-encryption-customer-')),
}
