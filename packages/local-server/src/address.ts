import { Fault } from './fault.js'

/** Where a request goes. */
export interface RequestAddress {
  readonly bucket: string | undefined
  /** Without the one slash in front; undefined for the bucket itself. */
  readonly key: string | undefined
  /** The region the host names; undefined when it names none. */
  readonly region: string | undefined
}

/** What is known of a host, whatever the path. */
interface HostPlace {
  readonly bucket?: string | undefined
  readonly region?: string | undefined
  /** The service this host stands for, when it is one this server does not have. */
  readonly lacking?: string | undefined
}

const bucketName = /^[a-z\d][a-z\d-]*-\d+$/
const cosRegion = /^cos(?:-internal|v6|-cdc)?\.([a-z\d-]+)\.(?:myqcloud\.com|tencentcos\.cn)$/
const legacyRegion = /^(cn-north|cn-south|cn-south-2|cn-east|cn-southwest|sg)\.myqcloud\.com$/
const lackingHosts: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)ci\.[a-z\d-]+\.myqcloud\.com$/, 'Cloud Infinite'],
  [/\.pic\.[a-z\d-]+\.myqcloud\.com$/, 'picture styles'],
  [/\.cos-website\./, 'website endpoints'],
  [/\.migration\.myqcloud\.com$/, 'asynchronous fetch'],
  [/\.cos-control\./, 'batch control'],
]
/** Hosts come from clients, so what is remembered of them is bounded. */
const rememberedHosts = 1000

/** Finds the bucket and key of requests, by host and path. `customDomains` gives the bucket of each own domain. */
export function createAddressing(customDomains: Readonly<Record<string, string>> = {}): (host: string, path: string) => RequestAddress {
  const known = new Map<string, HostPlace>()
  return (host, path) => {
    let place = known.get(host)
    if (!place) {
      place = placeOf(host.replace(/:\d*$/, '').toLowerCase(), customDomains)
      if (known.size >= rememberedHosts) known.clear()
      known.set(host, place)
    }
    if (place.lacking) throw new Fault('NotImplemented', { message: `This server does not have ${place.lacking} (host ${host}).` })
    if (!path.startsWith('/')) throw new Fault('InvalidURI')
    const { bucket, region } = place
    if (bucket !== undefined) return { bucket, key: path === '/' ? undefined : path.slice(1), region }
    return path === '/' ? { bucket, key: undefined, region } : inPath(path, region)
  }
}

function placeOf(name: string, customDomains: Readonly<Record<string, string>>): HostPlace {
  const dot = name.indexOf('.')
  const label = dot < 0 ? name : name.slice(0, dot)
  const rest = dot < 0 ? '' : name.slice(dot + 1)
  const custom = Object.hasOwn(customDomains, name) ? customDomains[name] : undefined
  if (custom !== undefined) return { bucket: custom }
  const lacking = lackingHosts.find(([pattern]) => pattern.test(name))
  if (lacking) return { lacking: lacking[1] }
  if (bucketName.test(label) && rest !== '') return { bucket: label, region: regionOf(rest) }
  return { region: regionOf(name) }
}

function regionOf(rest: string): string | undefined {
  const region = cosRegion.exec(rest)?.[1] ?? legacyRegion.exec(rest)?.[1]
  return region === 'accelerate' ? undefined : region
}

/** The path was decoded once and is never normalised: `//` and `..` are keys. */
function inPath(path: string, region: string | undefined): RequestAddress {
  const end = path.indexOf('/', 1)
  const bucket = end < 0 ? path.slice(1) : path.slice(1, end)
  if (!bucketName.test(bucket)) throw new Fault('InvalidBucketName')
  const key = end < 0 || end === path.length - 1 ? undefined : path.slice(end + 1)
  return { bucket, key, region }
}
