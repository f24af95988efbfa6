import type { DomainPlace } from './configurations/custom-domains.js'
import { Fault } from './fault.js'

/** Where a request goes. */
export interface RequestAddress {
  readonly bucket: string | undefined
  /** Without the one slash in front; undefined for the bucket itself. */
  readonly key: string | undefined
  /** The region the host names; undefined when it names none. */
  readonly region: string | undefined
  /** What the host stands for when it is not the bucket's own: its website, global acceleration, or the service that fetches objects. */
  readonly kind?: 'website' | 'accelerate' | 'migration' | undefined
}

/** Finds bucket and key of a request. `domains` are those that buckets say are theirs. */
export type AddressOf = (host: string, path: string, domains?: ReadonlyMap<string, DomainPlace>) => RequestAddress

/** What is known of a host, whatever the path. */
interface HostPlace {
  readonly bucket?: string | undefined
  readonly region?: string | undefined
  readonly kind?: RequestAddress['kind']
  /** The service this host stands for, when it is one this server does not have. */
  readonly lacking?: string | undefined
}

const bucketName = /^[a-z\d][a-z\d-]*-\d+$/
const cosRegion = /^cos(?:-internal|v6|-cdc)?\.([a-z\d-]+)\.(?:myqcloud\.com|tencentcos\.cn)$/
const legacyRegion = /^(cn-north|cn-south|cn-south-2|cn-east|cn-southwest|sg)\.myqcloud\.com$/
const website = /^cos-website\.([a-z\d-]+)\.(?:myqcloud\.com|tencentcos\.cn)$/
const migration = /^([a-z\d-]+)\.migration\.myqcloud\.com$/
const isAccelerate = /^cos\.accelerate\./
const noDomains: ReadonlyMap<string, DomainPlace> = new Map()
const lackingHosts: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)ci\.[a-z\d-]+\.myqcloud\.com$/, 'Cloud Infinite'],
  [/\.pic\.[a-z\d-]+\.myqcloud\.com$/, 'picture styles'],
  [/\.cos-control\./, 'batch control'],
]
/** Hosts come from clients, so what is remembered of them is bounded. */
const rememberedHosts = 1000

/** Finds the bucket and key of requests, by host and path. `customDomains` gives the bucket of each own domain. */
export function createAddressing(customDomains: Readonly<Record<string, string>> = {}): AddressOf {
  const known = new Map<string, HostPlace>()
  return (host, path, domains = noDomains) => {
    // What buckets say of their domains changes, so it is asked first and not remembered here.
    let place: HostPlace | undefined = (domains.size > 0 ? domains.get(nameOf(host)) : undefined) ?? known.get(host)
    if (!place) {
      place = placeOf(nameOf(host), customDomains)
      if (known.size >= rememberedHosts) known.clear()
      known.set(host, place)
    }
    if (place.lacking) throw new Fault('NotImplemented', { message: `This server does not have ${place.lacking} (host ${host}).` })
    if (!path.startsWith('/')) throw new Fault('InvalidURI')
    const { bucket, region, kind } = place
    if (bucket !== undefined) return { bucket, key: path === '/' ? undefined : path.slice(1), region, kind }
    return path === '/' ? { bucket, key: undefined, region, kind } : { ...inPath(path, region), kind }
  }
}

/** Without the port, in lower case. */
function nameOf(host: string): string {
  return host.replace(/:\d*$/, '').toLowerCase()
}

function placeOf(name: string, customDomains: Readonly<Record<string, string>>): HostPlace {
  const dot = name.indexOf('.')
  const label = dot < 0 ? name : name.slice(0, dot)
  const rest = dot < 0 ? '' : name.slice(dot + 1)
  const custom = Object.hasOwn(customDomains, name) ? customDomains[name] : undefined
  if (custom !== undefined) return { bucket: custom }
  const lacking = lackingHosts.find(([pattern]) => pattern.test(name))
  if (lacking) return { lacking: lacking[1] }
  if (bucketName.test(label) && rest !== '')
    return { bucket: label, ...websiteOf(rest), ...(isAccelerate.test(rest) && { kind: 'accelerate' }) }
  const [, migrationRegion] = migration.exec(name) ?? []
  return migrationRegion === undefined ? { region: regionOf(name) } : { region: migrationRegion, kind: 'migration' }
}

function websiteOf(rest: string): HostPlace {
  const [, region] = website.exec(rest) ?? []
  return /^cos-website\./.test(rest) ? { region, kind: 'website' } : { region: regionOf(rest) }
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
