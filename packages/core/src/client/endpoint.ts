import { refuse } from '../errors/input-error.js'
import { checkRegion } from '../operation/address.js'
import type { Target } from '../operation/write-request.js'

/** What an endpoint decides on. */
export interface EndpointAddress {
  /** Full bucket name; absent for operations of the service itself. */
  readonly bucket: string | undefined
  /** Region of the client; absent when none was given. */
  readonly region: string | undefined
}

/** Finds the host for a bucket: the seam for private clouds, proxies and local servers. */
export type Endpoint = (address: EndpointAddress) => Target

/** The usual hosts: `<bucket>.cos.<region>.myqcloud.com`, and `service.cos.myqcloud.com` for the list of buckets. */
export const publicEndpoint: Endpoint = ({ bucket, region }) =>
  https(bucket || region ? fill('{bucket}.cos.{region}.myqcloud.com', bucket, region) : 'service.cos.myqcloud.com')

/** The newer domain of the same service: `<bucket>.cos.<region>.tencentcos.cn`. */
export const tencentcosEndpoint: Endpoint = ({ bucket, region }) =>
  https(bucket === undefined ? 'service.cos.tencentcos.cn' : `${bucket}.cos.${regionOf(region)}.tencentcos.cn`)

/** The network of Tencent Cloud itself: `<bucket>.cos-internal.<region>.tencentcos.cn`. */
export const internalEndpoint: Endpoint = ({ bucket, region }) =>
  bucket === undefined ? https('service.cos.tencentcos.cn') : https(`${bucket}.cos-internal.${regionOf(region)}.tencentcos.cn`)

/** Global acceleration, once the bucket has it: `<bucket>.cos.accelerate.myqcloud.com`. */
export const accelerateEndpoint: Endpoint = ({ bucket }) =>
  https(bucket === undefined ? 'service.cos.myqcloud.com' : `${bucket}.cos.accelerate.myqcloud.com`)

/** A domain of your own that stands for one bucket; the bucket's name does not travel. */
/* @__NO_SIDE_EFFECTS__ */
export function customDomain(origin: string): Endpoint {
  const target = parseOrigin(origin)
  return () => target
}

/** A server that takes the bucket as the first segment of the path: `http://127.0.0.1:9000`. */
/* @__NO_SIDE_EFFECTS__ */
export function pathStyle(origin: string): Endpoint {
  const target = parseOrigin(origin)
  return ({ bucket }) => (bucket === undefined ? target : { ...target, basePath: `/${bucket}` })
}

/** A server that takes the bucket as the first label of the host: `https://cos.example.com`. */
/* @__NO_SIDE_EFFECTS__ */
export function virtualHosted(origin: string): Endpoint {
  const target = parseOrigin(origin)
  return ({ bucket }) => (bucket === undefined ? target : { ...target, host: `${bucket}.${target.host}` })
}

/** Connects to a fixed address (an IP, a tunnel) while the `Host` header stays that of another endpoint. Not for browsers. */
/* @__NO_SIDE_EFFECTS__ */
export function viaAddress(origin: string, endpoint: Endpoint = publicEndpoint): Endpoint {
  const { protocol, host } = parseOrigin(origin)
  return (address) => ({ ...endpoint(address), protocol, connectTo: host })
}

/**
 * Reads the `endpoint` option. `{bucket}` and `{region}` in a text are filled in; without `{bucket}`, an IP address or
 * `localhost` is spoken to in path style and any other host gets the bucket as its first label.
 */
export function endpointOf(option: string | Endpoint | undefined): Endpoint {
  if (typeof option !== 'string') return option ?? publicEndpoint
  if (/\/\/(localhost|[\d.]+|\[.+\])(:\d+)?\/?$/i.test(option)) return pathStyle(option)
  const template = option.includes('{bucket}') ? option : option.replace('://', '://{bucket}.')
  parseOrigin(template.replace(/[{}]/g, ''))
  return ({ bucket, region }) => parseOrigin(fill(template, bucket, region))
}

/** Without a bucket its label is left out. */
function fill(template: string, bucket: string | undefined, region: string | undefined): string {
  return template.replace(bucket ? '{bucket}' : '{bucket}.', bucket ?? '').replace('{region}', () => regionOf(region))
}

function regionOf(region: string | undefined): string {
  return checkRegion(region).replace(/^cos\./, '')
}

function https(host: string): Target {
  return { protocol: 'https:', host }
}

function parseOrigin(text: string): Target {
  const { protocol, host, href, origin } = URL.canParse(text) ? new URL(text) : ({} as Partial<URL>)
  if (!host || !protocol?.startsWith('http') || href !== `${origin}/`) refuse('endpoint', 'must be an origin such as http://127.0.0.1:9000')
  return { protocol: protocol as Target['protocol'], host }
}
