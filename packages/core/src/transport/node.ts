import { createHttpTransport } from './http.js'
import type { ConnectionOptions, Transport } from './transport.js'
import { createUndiciTransport } from './undici.js'

/** Carries requests in Node: by `node:http`, or by undici where a proxy is to be used or undici was asked for. */
export function createNodeTransport(options: ConnectionOptions = {}): Transport {
  const { library = hasProxy(options) ? 'undici' : 'node:http' } = options
  return library === 'undici' ? createUndiciTransport(options) : createHttpTransport(options)
}
/** The transport of this runtime. */
export const createTransport = createNodeTransport

function hasProxy({ proxy }: ConnectionOptions): boolean {
  if (proxy !== undefined) return proxy !== false
  return ['https_proxy', 'http_proxy', 'HTTPS_PROXY', 'HTTP_PROXY'].some((name) => process.env[name])
}
