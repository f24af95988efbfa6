import { encodePath } from '@cos/signer'
import { type Endpoint, endpointOf } from '../client/endpoint.js'
import { checkBucket, checkKey } from '../operation/address.js'

/** What a plain URL is of, and where. */
export interface ObjectUrlOptions {
  readonly bucket: string
  readonly key: string
  /** One version. Default: the latest. */
  readonly versionId?: string | undefined
  /** As the client's option. */
  readonly region?: string | undefined
  /** As the client's option. */
  readonly endpoint?: string | Endpoint | undefined
}

/** Returns the URL of an object, without a signature: for objects that everybody may read. `presign` of the client signs one. Calls no API. */
export function getObjectUrl({ bucket, key, versionId, region, endpoint }: ObjectUrlOptions): string {
  const { protocol, host, basePath = '' } = endpointOf(endpoint)({ bucket: checkBucket(bucket), region })
  const version = versionId === undefined ? '' : `?versionId=${encodeURIComponent(versionId)}`
  return `${protocol}//${host}${encodePath(`${basePath}/${checkKey(key)}`)}${version}`
}
