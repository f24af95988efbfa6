import type { PutBucketWebsiteInput } from '@cos/core'
import { Fault } from '../fault.js'
import type { ServerAnswer } from '../server-request.js'
import type { Arrival, CreateBehaviour } from './behaviour.js'

type Configuration = Omit<PutBucketWebsiteInput, 'bucket'>
type Rule = NonNullable<Configuration['routingRules']>[number]

/** Serves a bucket on its website host: index pages, error pages and redirects. */
export const website: CreateBehaviour = ({ store, configurations }) => ({
  async insteadOfOperation(arrival) {
    const { address, request } = arrival
    if (address.kind !== 'website' || address.bucket === undefined) return undefined
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new Fault('MethodNotAllowed')
    if (!(await store.getBucket(address.bucket))) throw new Fault('NoSuchBucket')
    const configuration = await configurations.get(address.bucket, 'website')
    if (!configuration) throw new Fault('NoSuchWebsiteConfiguration')
    return new Visit(arrival, configuration).answer()
  },
})

/** One request for a page. */
class Visit {
  private readonly arrival: Arrival
  private readonly configuration: Configuration
  private readonly key: string

  constructor(arrival: Arrival, configuration: Configuration) {
    this.arrival = arrival
    this.configuration = configuration
    this.key = arrival.address.key ?? ''
  }

  async answer(): Promise<ServerAnswer> {
    const { redirectAllRequestsTo, routingRules = [] } = this.configuration
    // This server speaks HTTP, so that is what every request came by.
    if (redirectAllRequestsTo?.protocol === 'https') return redirect(301, `https://${this.host}${this.arrival.request.target}`)
    const moved = routingRules.find(({ condition }) => isPrefix(condition.keyPrefixEquals, this.key))
    return moved ? this.follow(moved) : this.page()
  }

  private async page(): Promise<ServerAnswer> {
    const { suffix } = this.configuration.indexDocument
    const isFolder = this.key === '' || this.key.endsWith('/')
    try {
      return await this.perform(isFolder ? this.key + suffix : this.key)
    } catch (error) {
      if (!(error instanceof Fault) || error.status < 400) throw error
      const found = isFolder || error.code !== 'NoSuchKey' ? undefined : await this.namedOtherwise(suffix)
      return found ?? this.failed(error)
    }
  }

  /** A page asked for without its extension, or a folder asked for without its slash. */
  private async namedOtherwise(suffix: string): Promise<ServerAnswer | undefined> {
    if (this.configuration.autoAddressing?.status === 'Enabled' && !/\.[^/.]+$/.test(this.key)) {
      const page = await this.perhaps(`${this.key}.html`)
      if (page) return page
    }
    const index = await this.perhaps(`${this.key}/${suffix}`, 'HeadObject')
    return index && redirect(302, `/${encodePath(this.key)}/`)
  }

  private async failed(fault: Fault): Promise<ServerAnswer> {
    const { errorDocument, routingRules = [] } = this.configuration
    const rule = routingRules.find(({ condition }) => condition.httpErrorCodeReturnedEquals === fault.status)
    if (rule) return this.follow(rule)
    const page = errorDocument && (await this.perhaps(errorDocument.key))
    if (!page) throw fault
    return { ...page, status: errorDocument.originalHttpStatus === 'Disabled' ? 200 : fault.status }
  }

  private follow({ condition, redirect: to }: Rule): ServerAnswer {
    const rest = this.key.slice(condition.keyPrefixEquals?.length ?? 0)
    const key = to.replaceKeyWith ?? `${to.replaceKeyPrefixWith}${rest}`
    // The status of these redirects is not sourced [?].
    return redirect(302, `${to.protocol ?? 'http'}://${this.host}/${encodePath(key)}`)
  }

  private get host(): string {
    return this.arrival.request.headers['host'] ?? ''
  }

  private perform(key: string, operation?: 'HeadObject'): Promise<ServerAnswer> {
    return this.arrival.perform(operation ?? (this.arrival.request.method === 'HEAD' ? 'HeadObject' : 'GetObject'), key)
  }

  /** Undefined where the page is not there, or nobody may see it. */
  private async perhaps(key: string, operation?: 'HeadObject'): Promise<ServerAnswer | undefined> {
    try {
      return await this.perform(key, operation)
    } catch (error) {
      if (error instanceof Fault) return undefined
      throw error
    }
  }
}

function isPrefix(prefix: string | undefined, key: string): boolean {
  return prefix !== undefined && key.startsWith(prefix)
}

function redirect(status: number, location: string): ServerAnswer {
  return { status, headers: { location, 'content-length': '0' }, body: undefined }
}

function encodePath(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/')
}
