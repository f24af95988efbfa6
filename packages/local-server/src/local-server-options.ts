import type { Clock } from '@cos/core'
import type { Account } from './account.js'
import type { RequestRecord } from './request-record.js'
import type { Store } from './store/store.js'
import type { V4Options } from './v4/v4-call.js'

/** Options of a local server. */
export interface LocalServerOptions {
  /** Where things are kept; it is closed with the server. Default: in memory. */
  readonly store?: Store | undefined
  /** Who may sign. The first one owns what anonymous requests make. Default: {@link localAccount}. */
  readonly accounts?: readonly Account[] | undefined
  /** Region of buckets made through hosts that name none. Default `ap-guangzhou`. */
  readonly region?: string | undefined
  /** How many buckets an account may have, from 1. Default 200, as at COS. */
  readonly maxBuckets?: number | undefined
  /** Where time comes from; one that is off makes skewed clocks. Default: the machine's. */
  readonly clock?: Clock | undefined
  /** Domains of your own, and the bucket each stands for: `{ 'files.example.com': 'files-1250000000' }`. Default none. */
  readonly customDomains?: Readonly<Record<string, string>> | undefined
  /** False takes every request for one of the account its key names, or of the first account. Default true. */
  readonly requireSignatures?: boolean | undefined
  /** True ignores parameters and headers this server does not have, instead of answering 501. Default false. */
  readonly loose?: boolean | undefined
  /**
   * How often a server that listens does what time brings, in milliseconds: expires objects, writes logs and inventories. 0 leaves it to
   * `sweep()`. Default 300,000, as often as COS delivers logs.
   */
  readonly sweepIntervalMs?: number | undefined
  /** Origins whose pages may read answers; `*` for all. Default none, as a bucket without CORS rules. */
  readonly allowOrigins?: readonly string[] | undefined
  /** How the older JSON API behaves where the service chooses. Default: slices in any order, of the size that was asked for. */
  readonly v4?: V4Options | undefined
  /** Called after each request, when its answer starts. It sees no signature and no token. Default none. */
  readonly onRequest?: ((record: RequestRecord) => void) | undefined
  /** Called with an error of the server itself, which is answered as `InternalError`. Default: `console.error`. */
  readonly onError?: ((error: unknown) => void) | undefined
}
