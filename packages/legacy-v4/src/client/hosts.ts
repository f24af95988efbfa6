import { InputError } from '@cos/core'

/** Where the calls of a client go. */
export interface V4Hosts {
  readonly protocol: 'https:' | 'http:'
  /** Host of `/files/v2/…`. */
  readonly api: string
  /** Host of downloads from a bucket. */
  download(bucket: string): string
  /** Where to connect instead, while the names above stay in the `Host` header. */
  readonly connectTo: string | undefined
}

/** Settings that decide on the hosts. */
export interface V4HostSettings {
  readonly appId: number
  /** `sh`, `gz`, `tj`, `sgp`, their long names, or another one of the service. Needed unless both host names are given. */
  readonly region?: string | undefined
  /** Host of the API in place of `<region>.file.myqcloud.com`. */
  readonly hostname?: string | undefined
  /** Host of downloads in place of `<bucket>-<appid>.cos<region>.myqcloud.com`; `{bucket}` in it is filled in. */
  readonly downloadHostname?: string | undefined
  /** Downloads through the content delivery network: `<bucket>-<appid>.file.myqcloud.com`. Default false. */
  readonly downloadsFromCdn?: boolean | undefined
  /** Default `https:`. Certificates are always checked. */
  readonly protocol?: 'https:' | 'http:' | undefined
  /** Connects to an address of your choice, for example a local server `http://127.0.0.1:9000`; host names and signatures stay. */
  readonly endpoint?: string | undefined
}

/** Long names of regions. `tianjing` is a slip of the Python SDK that programs came to use. */
const shortNames: Readonly<Record<string, string>> = {
  shanghai: 'sh',
  guangzhou: 'gz',
  tianjin: 'tj',
  tianjing: 'tj',
  singapore: 'sgp',
}

/** Finds the hosts. Throws an `InputError` that names what is missing or cannot be a host. */
export function hostsOf(settings: V4HostSettings): V4Hosts {
  const { appId, region, hostname, downloadHostname, downloadsFromCdn = false, protocol = 'https:', endpoint } = settings
  if (region === undefined && (hostname === undefined || downloadHostname === undefined))
    throw new InputError('is needed, or hostname and downloadHostname', { member: 'region' })
  const short = region === undefined ? '' : label(shortNames[region] ?? region, 'region')
  const address = endpoint === undefined ? undefined : addressOf(endpoint)
  const download =
    downloadHostname ?? (downloadsFromCdn ? `{bucket}-${appId}.file.myqcloud.com` : `{bucket}-${appId}.cos${short}.myqcloud.com`)
  checkHost(download.replaceAll('{bucket}', 'bucket'), 'downloadHostname')
  return {
    protocol: address?.protocol ?? protocol,
    api: checkHost(hostname ?? `${short}.file.myqcloud.com`, 'hostname'),
    download: (bucket) => download.replaceAll('{bucket}', () => label(bucket, 'bucket')),
    connectTo: address?.host,
  }
}

function label(text: string, member: string): string {
  if (!/^[a-z\d](?:[a-z\d-]*[a-z\d])?$/i.test(text)) throw new InputError('may hold letters, digits and hyphens only', { member })
  return text
}

function checkHost(host: string, member: string): string {
  const isHost = URL.canParse(`http://${host}/`) && new URL(`http://${host}/`).host === host.toLowerCase().replace(/:80$/, '')
  if (!isHost) throw new InputError('must be a host name, without a protocol or a path', { member })
  return host
}

function addressOf(endpoint: string): { readonly protocol: 'https:' | 'http:'; readonly host: string } {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (!url?.host || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw new InputError('must be an origin such as http://127.0.0.1:9000', { member: 'endpoint' })
  return { protocol: url.protocol as 'https:' | 'http:', host: url.host }
}
