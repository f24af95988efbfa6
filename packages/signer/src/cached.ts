import type { CredentialProvider, Credentials } from './credentials.js'

/** Options of {@link cached}. */
export interface CachedOptions {
  /** How long before `expiresAt` new credentials are fetched, seconds. Default 60. */
  readonly refreshBeforeSeconds?: number | undefined
  /** Clock, milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined
}

/** Gives credentials; `signal` ends this wait alone, with its own reason. */
export type CachedCredentialProvider = (options?: { readonly signal?: AbortSignal | undefined }) => Promise<Credentials>

/**
 * Keeps what a provider gives until shortly before it expires; for ever if it does not. Callers that come during a fetch
 * share it. A failed fetch is not kept: the next caller tries again, and while the old credentials are still good they are
 * used in its place.
 */
export function cached(provider: CredentialProvider, options: CachedOptions = {}): CachedCredentialProvider {
  const { refreshBeforeSeconds = 60, now = Date.now } = options
  let kept: Credentials | undefined
  let fetching: Promise<Credentials> | undefined

  const isGoodFor = (seconds: number) =>
    kept !== undefined && (kept.expiresAt === undefined || kept.expiresAt.getTime() - now() > seconds * 1000)

  // A provider that throws at once must fail later, or its failure would be kept as the fetch under way.
  const call = async () => provider()

  async function fetchOnce(): Promise<Credentials> {
    try {
      kept = await call()
      return kept
    } catch (error) {
      if (kept && isGoodFor(0)) return kept
      throw error
    } finally {
      fetching = undefined
    }
  }

  return async ({ signal } = {}) => {
    signal?.throwIfAborted()
    if (kept && isGoodFor(refreshBeforeSeconds)) return kept
    fetching ??= fetchOnce()
    return signal ? unlessAborted(fetching, signal) : fetching
  }
}

/** The shared fetch goes on for the others. */
async function unlessAborted<Value>(wait: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let stop: (() => void) | undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([wait, aborted])
  } finally {
    signal.removeEventListener('abort', stop!)
  }
}
