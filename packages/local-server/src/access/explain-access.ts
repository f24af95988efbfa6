import { type Clock, InputError } from '@cos/core'
import { anonymous } from '../authenticate.js'
import type { Store } from '../store/store.js'
import type { Access, AccessRequest } from './access.js'
import type { AccessDecision } from './decide.js'
import type { Identities } from './identities.js'

/** A request to be explained. It is not performed, and needs no signature. */
export interface ExplainAccessRequest {
  /** COS's name of the operation: `GetObject`. */
  readonly operation: string
  readonly bucket?: string | undefined
  readonly key?: string | undefined
  readonly versionId?: string | undefined
  /** Key of who asks, temporary ones included. Default: nobody known. */
  readonly secretId?: string | undefined
  /** What conditions look at: names in lower case. Default none. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** What conditions look at: `prefix`, for example. Default none. */
  readonly query?: Readonly<Record<string, string>> | undefined
  /** Where it would come from. Default: this machine. */
  readonly remoteAddress?: string | undefined
  /** Whether it would come over TLS. Default false. */
  readonly isSecure?: boolean | undefined
}

/** What explanations are made of. */
export interface ExplainContext {
  readonly identities: Identities
  readonly accessOf: (request: AccessRequest) => Access
  readonly store: Store
  readonly region: string
  readonly clock: Clock
}

/** Prepares the explanation of who may do what. */
export function createExplainAccess(context: ExplainContext): (request: ExplainAccessRequest) => Promise<AccessDecision> {
  const { identities, accessOf, store, region, clock } = context
  return async (request) => {
    const { operation, key, versionId, secretId, headers = {}, query = {}, remoteAddress, isSecure } = request
    const caller = secretId === undefined ? anonymous : identities.find(secretId)?.caller
    if (!caller) throw new InputError('is not known to this server', { member: 'secretId' })
    const bucket = request.bucket === undefined ? undefined : await store.getBucket(request.bucket)
    if (request.bucket !== undefined && !bucket && operation !== 'CreateBucket') throw new InputError('is not there', { member: 'bucket' })
    const found = bucket && key !== undefined ? await store.getObject({ bucket: bucket.name, key, versionId }) : undefined
    const object = found?.outcome === 'found' ? found.record : undefined
    const nowMs = clock.now()
    const asked = { operation, caller, bucket, key, bucketName: request.bucket, region, query, headers, remoteAddress, isSecure, nowMs }
    return accessOf(asked).decide({ object })
  }
}
