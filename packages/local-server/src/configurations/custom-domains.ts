import type { Store } from '../store/store.js'
import type { Configurations } from './configurations.js'

/** What a domain stands for. */
export interface DomainPlace {
  readonly bucket: string
  /** Undefined for the bucket itself. */
  readonly kind?: 'website' | 'accelerate' | undefined
}

/** The domains of all buckets, by their names in lower case. */
export interface CustomDomains {
  /** Reads what buckets say the first time and after a change; otherwise it is at hand. */
  readonly current: () => Promise<ReadonlyMap<string, DomainPlace>>
}

const kinds = { REST: undefined, WEBSITE: 'website', ACCELERATE: 'accelerate' } as const

/** Prepares the search for the bucket a domain stands for. */
export function createCustomDomains(store: Store, configurations: Configurations): CustomDomains {
  let known: Promise<ReadonlyMap<string, DomainPlace>> | undefined
  configurations.onChange((_, name) => {
    if (name === undefined || name === 'domain') known = undefined
  })
  return {
    current() {
      if (!known) {
        const loading = domainsOfAll(store, configurations)
        known = loading
        loading.catch(() => {
          if (known === loading) known = undefined
        })
      }
      return known
    },
  }
}

/** Gathers the domains of all buckets, those that are turned off left out. */
export async function domainsOfAll(store: Store, configurations: Configurations): Promise<ReadonlyMap<string, DomainPlace>> {
  const domains = new Map<string, DomainPlace>()
  let marker: string | undefined
  do {
    const page = await store.listBuckets({ marker, limit: 1000 })
    for (const { name: bucket } of page.buckets) {
      const rules = (await configurations.get(bucket, 'domain'))?.rules ?? []
      for (const { name, type, status } of rules) if (status === 'ENABLED') domains.set(name.toLowerCase(), { bucket, kind: kinds[type] })
    }
    marker = page.nextMarker
  } while (marker !== undefined)
  return domains
}
