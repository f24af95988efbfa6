import type { Access } from '../access/access.js'
import type { Identities } from '../access/identities.js'
import type { Account } from '../account.js'
import type { Caller } from '../authenticate.js'
import type { Configurations } from '../configurations/configurations.js'
import type { FetchTasks } from '../fetch-tasks/fetch-tasks.js'
import type { AuthenticateForm } from '../form/authenticate-form.js'
import type { RequestBody } from '../server-request.js'
import type { BucketRecord, ObjectRecord } from '../store/records.js'
import type { Store } from '../store/store.js'

/** One call of an operation, as a handler sees it. */
export interface Call<Input = unknown> {
  readonly input: Input
  /** The bucket of the route, which exists. CreateBucket and ListBuckets must not look at it. */
  readonly bucket: BucketRecord
  readonly caller: Caller
  /** What the caller may do. The bucket was checked; single objects, sources of copies and keys of a list are for the handler. */
  readonly access: Access
  /** Everybody who may sign. */
  readonly identities: Identities
  /** Tells who sends a form, whose fields are its authority. */
  readonly authenticateForm: AuthenticateForm
  /** The account that acts: the caller's, or for anonymous requests the first one of the server. */
  readonly account: Account
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: RequestBody
  /** The region the host names. */
  readonly hostRegion: string | undefined
  /** The region of buckets made without one. */
  readonly region: string
  /** How many buckets an account may have. */
  readonly maxBuckets: number
  readonly store: Store
  /** What the bucket was told to be. */
  readonly configurations: Configurations
  /** Objects that are being fetched from elsewhere. */
  readonly fetchTasks: FetchTasks
  /** As the answer says it. */
  readonly requestId: string
  /** Milliseconds since 1970. */
  readonly nowMs: number
  /** True when things that are missing or unknown are let pass. */
  readonly isLoose: boolean
}

/** What a handler gives back. */
export interface HandlerAnswer<Output = unknown> {
  readonly output: Output
  /** Default: that of the operation. */
  readonly status?: number | undefined
  /** Headers the operation does not declare, names in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The object the answer is about, for headers that behaviours add. */
  readonly record?: ObjectRecord | undefined
  /** The object whose content was asked for, for behaviours that heed how it is used. */
  readonly read?: ObjectRecord | undefined
}

/** Does what an operation says. Refusals are thrown as a `Fault`. */
export type Handler<Input = never, Output = unknown> = (call: Call<Input>) => Promise<HandlerAnswer<Output>>
