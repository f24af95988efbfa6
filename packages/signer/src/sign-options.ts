import { refuse } from './signer-error.js'

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

/** The window as it is signed, `<start>;<end>`, checked. */
export function keyTimeOf({ startsAt = Math.floor(Date.now() / 1000), expiresInSeconds = 900 }: WindowOptions): string {
  const endsAt = startsAt + expiresInSeconds
  const window = `${startsAt};${endsAt}`
  if (endsAt <= startsAt || !/^\d{1,15};\d{1,15}$/.test(window)) refuse('options', 'must give a window in whole seconds')
  return window
}
