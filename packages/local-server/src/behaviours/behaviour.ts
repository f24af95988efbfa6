import type { AnyOperation, Clock } from '@cos/core'
import type { Account } from '../account.js'
import type { RequestAddress } from '../address.js'
import type { Configurations } from '../configurations/configurations.js'
import type { Call } from '../handlers/handler.js'
import type { Progress } from '../progress.js'
import type { ServerAnswer, ServerRequest } from '../server-request.js'
import type { ObjectRecord } from '../store/records.js'
import type { Store } from '../store/store.js'

/**
 * Something a server does because a configuration says so. Each is one file with one test file, and a line in `behaviours/index.ts`;
 * it takes part at as many of these places as it needs.
 */
export interface Behaviour {
  /** Answers a request instead of an operation, or refuses it by throwing a `Fault`, before an operation is looked for. */
  readonly insteadOfOperation?: (arrival: Arrival) => Promise<ServerAnswer | undefined>
  /** Refuses a request by throwing a `Fault`. The caller is known, and has the right to the bucket. */
  readonly beforeHandler?: (call: Call, operation: AnyOperation) => Promise<void> | void
  /** Helps when an object that was asked for is not there: has put it there, or answers itself. The first that helps does. */
  readonly onMissingObject?: (call: Call<{ readonly key: string }>, operation: AnyOperation) => Promise<'stored' | ServerAnswer | undefined>
  /** Adds to an answer what is to be said of the object it is about: headers, names in lower case. */
  readonly headersAbout?: (record: ObjectRecord) => Promise<Readonly<Record<string, string>> | undefined>
  /** Adds headers to an answer, names in lower case, whatever it says. */
  readonly answerHeaders?: (progress: Progress) => Promise<Readonly<Record<string, string>> | undefined>
  /** Learns of a request and its answer, before the answer's bytes are on their way. */
  readonly afterAnswer?: (progress: Progress, answer: ServerAnswer) => void
  /** Learns of a change of an object, once it is safe. Longer work is deferred. */
  readonly objectChanged?: (change: ObjectChange) => void
  /** Learns that the content of an object is being read by a request. Longer work is deferred. */
  readonly objectRead?: (record: ObjectRecord) => void
  /** Does what time brings, a page at a time; between pages it lets requests go first and heeds the signal. */
  readonly sweep?: (signal: AbortSignal) => Promise<void>
  /** Puts away what it holds. The store is still there. */
  readonly close?: () => Promise<void>
}

/** What behaviours work with. */
export interface BehaviourContext {
  /** Tells of what is changed through it, as every change of an object is. */
  readonly store: Store
  readonly configurations: Configurations
  readonly clock: Clock
  readonly accounts: readonly Account[]
  /** Ends when the server closes. */
  readonly closing: AbortSignal
  /** Origins whose pages may use every bucket; `*` for all. */
  readonly allowOrigins: readonly string[]
  /** Does work after the answer; `server.sweep()` waits for it. */
  readonly defer: (work: () => Promise<void>) => void
}

/** A request before it is an operation. */
export interface Arrival {
  readonly request: ServerRequest
  readonly address: RequestAddress
  /** Performs an operation on an object of the bucket, without the parameters of the request; fails with its `Fault`. */
  readonly perform: (operation: 'GetObject' | 'HeadObject', key: string) => Promise<ServerAnswer>
}

/** A change of an object. */
export interface ObjectChange {
  /** `stored`: a new version; `updated`: other attributes; `marked`: a delete marker on top; `deleted`: a version or marker is gone. */
  readonly kind: 'stored' | 'updated' | 'marked' | 'deleted'
  /** The version, or the marker. */
  readonly record: ObjectRecord
}

/** Makes a behaviour of a server. */
export type CreateBehaviour = (context: BehaviourContext) => Behaviour
