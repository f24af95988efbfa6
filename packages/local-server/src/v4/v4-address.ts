import type { RequestTarget } from '@cos/signer'

/** Where a request of the V4 API goes. */
export interface V4Address {
  readonly appId: string
  /** Without the appid. */
  readonly bucket: string
  /** Decoded, with its leading slash. */
  readonly path: string
}

const apiHost = /^[a-z-]+\.file\.myqcloud\.com$/
const bucketHost = /^[a-z\d][a-z\d-]*-\d+\./

/**
 * Finds what a request means in the V4 API; undefined when it is one of the XML API. The path decides: no bucket of the XML
 * API is called `files`. Download hosts begin with the bucket and belong to both.
 */
export function v4AddressOf(host: string, { path }: RequestTarget): V4Address | undefined {
  const name = host.replace(/:\d*$/, '').toLowerCase()
  if (bucketHost.test(name) && !apiHost.test(name)) return undefined
  const [, appId, bucket, rest] = /^\/files\/v2\/(\d+)\/([^/]+)(\/.*)?$/s.exec(path) ?? []
  return appId === undefined || bucket === undefined ? undefined : { appId, bucket, path: rest ?? '/' }
}
