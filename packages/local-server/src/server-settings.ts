import type { AnyOperation, Clock } from '@cos/core'
import type { Access, AccessRequest } from './access/access.js'
import type { Identities } from './access/identities.js'
import type { Account } from './account.js'
import type { Behaviours } from './behaviours/create-behaviours.js'
import type { FetchTasks } from './fetch-tasks/fetch-tasks.js'
import type { RequestRecord } from './request-record.js'
import type { Script } from './script.js'
import type { V4Options } from './v4/v4-call.js'

/** What a server works with, once defaults are filled in. */
export interface ServerSettings {
  readonly operations: readonly AnyOperation[]
  readonly behaviours: Behaviours
  readonly accounts: readonly [Account, ...Account[]]
  readonly identities: Identities
  /** The one way to what a request may do. */
  readonly accessOf: (request: AccessRequest) => Access
  readonly fetchTasks: FetchTasks
  readonly region: string
  readonly maxBuckets: number
  readonly clock: Clock
  readonly customDomains: Readonly<Record<string, string>>
  readonly requireSignatures: boolean
  readonly isLoose: boolean
  readonly script: Script
  readonly v4: V4Options
  readonly onRequest: ((record: RequestRecord) => void) | undefined
  readonly onError: (error: unknown) => void
}
