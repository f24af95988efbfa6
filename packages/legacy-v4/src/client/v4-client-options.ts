import {
  type Clock,
  type ConnectionOptions,
  type CredentialProvider,
  type Credentials,
  InputError,
  type RetryPolicy,
  type Transport,
} from '@cos/core'
import type { V4HostSettings } from './hosts.js'

/** Settings of a {@link V4Client}. */
export interface V4ClientOptions extends V4HostSettings {
  /** The account's number. */
  readonly appId: number
  /** Keys, or a function that returns them. This API knows no temporary keys: a `securityToken` is refused. */
  readonly credentials: Credentials | CredentialProvider
  /** Bucket of commands that name none. Without the appid. */
  readonly bucket?: string | undefined
  /** What to do after a failure that may pass. Default `backoff()` of `@cos/core`: four attempts, full jitter. */
  readonly retry?: RetryPolicy | undefined
  /** Longest time for a `send`, in milliseconds: all calls and attempts of it. Default none; see also `connection.idleTimeoutMs`. */
  readonly deadlineMs?: number | undefined
  /** How long a multi-use or download signature is good for, in seconds. Default 900. */
  readonly signatureExpiresInSeconds?: number | undefined
  /** Appended to the `User-Agent`. Node only: pages may not set it. */
  readonly userAgent?: string | undefined
  /** How connections are made and kept. */
  readonly connection?: ConnectionOptions | undefined
  /** Carries requests instead of the built-in transport. */
  readonly transport?: Transport | undefined
  /** Where time and chance come from. Default: the machine's. */
  readonly clock?: Clock | undefined
}

/** Three months: the longest validity the service takes. */
const maxExpirySeconds = 90 * 24 * 3600

/** Refuses options that cannot work, naming the member. */
export function checkV4Options(options: V4ClientOptions): void {
  const { appId, deadlineMs = 1, signatureExpiresInSeconds = 900 } = options
  if (!Number.isSafeInteger(appId) || appId <= 0) throw new InputError('must be the number of an account', { member: 'appId' })
  if (!(deadlineMs > 0)) throw new InputError('must be above 0', { member: 'deadlineMs' })
  checkExpiry(signatureExpiresInSeconds, 'signatureExpiresInSeconds')
}

/** Refuses validities that the service does. */
export function checkExpiry(seconds: number, member: string): void {
  if (!Number.isSafeInteger(seconds) || seconds < 1 || seconds > maxExpirySeconds)
    throw new InputError(`must be a whole number of seconds, ${maxExpirySeconds} (90 days) at most`, { member })
}

/** Waits for keys and refuses those that cannot be right. */
export async function keysOf(source: Credentials | CredentialProvider): Promise<Credentials> {
  const keys = typeof source === 'function' ? await source() : source
  if (!keys?.secretId || !keys.secretKey) throw new InputError('need a secretId and a secretKey', { member: 'credentials' })
  if (keys.securityToken) throw new InputError('are temporary, which this API does not know', { member: 'credentials' })
  return keys
}
