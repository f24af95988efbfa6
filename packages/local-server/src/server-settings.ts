import type { AnyOperation, Clock } from '@cos/core'
import type { Account } from './account.js'
import type { RequestRecord } from './request-record.js'
import type { Script } from './script.js'
import type { Store } from './store/store.js'

/** What a server works with, once defaults are filled in. */
export interface ServerSettings {
  readonly operations: readonly AnyOperation[]
  readonly store: Store
  readonly accounts: readonly [Account, ...Account[]]
  readonly region: string
  readonly clock: Clock
  readonly customDomains: Readonly<Record<string, string>>
  readonly requireSignatures: boolean
  readonly isLoose: boolean
  readonly allowOrigins: readonly string[]
  readonly script: Script
  readonly onRequest: ((record: RequestRecord) => void) | undefined
  readonly onError: (error: unknown) => void
}
