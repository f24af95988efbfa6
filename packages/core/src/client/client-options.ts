import type { CredentialProvider, Credentials } from '@cos/signer'
import { refuse } from '../errors/input-error.js'
import type { HostSwitch } from '../middleware/backup-host.js'
import { checkCredentials } from '../middleware/check-credentials.js'
import type { RetryPolicy } from '../middleware/retry.js'
import type { Signer } from '../middleware/sign.js'
import { checkRegion } from '../operation/address.js'
import type { ResumeRead } from '../operation/define-operation.js'
import type { ConnectionOptions, Transport } from '../transport/transport.js'
import type { Clock } from './clock.js'
import type { Endpoint } from './endpoint.js'

/** Who signs: keys (given or fetched), nobody, or a function of yours. */
export type Authority =
  | {
      /** Keys; a function that returns them (wrap it in `cached`); or `'anonymous'` for public buckets. */
      readonly credentials: Credentials | CredentialProvider | 'anonymous'
      readonly signer?: undefined
    }
  | {
      readonly credentials?: undefined
      /** Signs each request elsewhere, for pages that must hold no keys. */
      readonly signer: Signer
    }

/** Settings of a client that have defaults. */
export interface ClientSettings {
  /** Region of the buckets, for example `ap-guangzhou`. Needed unless the endpoint says where to go. */
  readonly region?: string | undefined
  /** Where to send requests: an origin (`http://127.0.0.1:9000`, `https://{bucket}.cos.{region}.example.com`) or a function. Default: the public hosts. */
  readonly endpoint?: string | Endpoint | undefined
  /** What to do after a failure that may pass. Default `backoff()`: four attempts, full jitter. */
  readonly retry?: RetryPolicy | undefined
  /** Longest time for a `send`, in milliseconds: credentials, waiting for a connection, all attempts, reading the answer. Default none; see also `connection.idleTimeoutMs`. */
  readonly deadlineMs?: number | undefined
  /** How long a signature is good for, in seconds. Default 900. */
  readonly signatureExpiresInSeconds?: number | undefined
  /** Compares CRC-64 of bodies with what the service says, both ways (in pages not for `PutObject`; see there). Default true. */
  readonly verifyChecksums?: boolean | undefined
  /** Corrects the clock when the service refuses ours. Default true. */
  readonly correctClockSkew?: boolean | undefined
  /** Repeats on another host when the first cannot be reached: `tencentcosBackup` switches to `….tencentcos.cn`. Default none. */
  readonly backupHost?: HostSwitch | undefined
  /**
   * Reads go on where a connection broke, by what `resumeReads` does: `new CosClient({ …, resumeReads })`. For pages, which take
   * it for 0.9 kB; the bucket's CORS rule must then allow the header `If-Match` and expose `ETag` and `Content-Range`. Default:
   * in a page not; elsewhere reads always go on.
   */
  readonly resumeReads?: ResumeRead | undefined
  /** Appended to the `User-Agent`, for example `my-tool/1.2`. Node only: pages may not set it. */
  readonly userAgent?: string | undefined
  /** How connections are made and kept. */
  readonly connection?: ConnectionOptions | undefined
  /** Carries requests instead of the built-in transport. */
  readonly transport?: Transport | undefined
  /** Where time and chance come from. Default: the machine's. */
  readonly clock?: Clock | undefined
}

/** Settings of a client. */
export type CosClientOptions = ClientSettings & Authority

/** Refuses options that cannot work, naming the member. */
export function checkOptions(options: CosClientOptions): void {
  const { region, signer, credentials, deadlineMs = 1, signatureExpiresInSeconds = 1 } = options
  if (region !== undefined) checkRegion(region)
  checkSeconds(signatureExpiresInSeconds, 'signatureExpiresInSeconds')
  if (!(deadlineMs > 0)) refuse('deadlineMs', 'must be above 0')
  if (typeof signer !== 'function' && typeof credentials !== 'function' && credentials !== 'anonymous') checkCredentials(credentials)
}

/** Refuses what is no time a signature can last. */
export function checkSeconds(seconds: number, member: string): void {
  if (!(Number.isSafeInteger(seconds) && seconds > 0)) refuse(member, 'must be a whole number, 1 or more')
}
