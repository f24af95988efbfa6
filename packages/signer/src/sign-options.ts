import { SignerError } from './signer-error.js'

/** The time in which a signature is good. */
export interface WindowOptions {
  /** Start of the window, Unix seconds. Default: now. */
  readonly startsAt?: number | undefined
  /** Length of the window, seconds. Default 900. */
  readonly expiresInSeconds?: number | undefined
}

/** What a signature covers, and for how long it is good. */
export interface SignOptions extends WindowOptions {
  /**
   * Chooses the headers to sign, by lower-case name; `host` is `signHost`'s. Default: `isSignedHeader`, the content,
   * conditional and range headers and everything beginning with `x-cos-` or `x-ci-`.
   */
  readonly signHeader?: ((lowerCaseName: string) => boolean) | undefined
  /** Chooses the query parameters to sign, by encoded lower-case name. Default: all. */
  readonly signParameter?: ((lowerCaseName: string) => boolean) | undefined
  /** False leaves the host unsigned: the signature is then good for the same key in every bucket of the account. Default true. */
  readonly signHost?: boolean | undefined
}

/** Start and end of a window, Unix seconds, checked. */
export function windowOf(options: WindowOptions): readonly [startsAt: number, endsAt: number] {
  const { startsAt = Math.floor(Date.now() / 1000), expiresInSeconds = 900 } = options
  const endsAt = startsAt + expiresInSeconds
  if (!(startsAt >= 0 && endsAt > startsAt && Number.isSafeInteger(startsAt) && Number.isSafeInteger(endsAt))) {
    throw new SignerError('options', 'must hold whole seconds: startsAt (Unix time) and expiresInSeconds, at least 1')
  }
  return [startsAt, endsAt]
}
