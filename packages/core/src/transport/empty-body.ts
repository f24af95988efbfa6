import type { ResponseBody } from './transport.js'

/** The body of an answer that has none. */
export const emptyBody: ResponseBody = {
  bytes: async () => new Uint8Array(0),
  cancel: async () => {},
  async *[Symbol.asyncIterator]() {},
}
