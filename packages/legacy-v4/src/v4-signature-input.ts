/** What every V4 signature holds. */
export interface V4SignatureFields {
  /** The account's number, as in `/files/v2/<appId>/<bucket>`. */
  readonly appId: number
  /** Name of the bucket. In this API it does not end in the appid. */
  readonly bucket: string
  readonly secretId: string
  /** Unix seconds at which the signature is made. Default: the clock of this machine. */
  readonly now?: number | undefined
  /** A whole number that makes two signatures of one second differ. Default: 31 random bits. */
  readonly random?: number | undefined
}

/** The file or folder a signature is good for, or the whole bucket. */
export type V4Scope =
  | {
      /** Decoded path, with its leading slash; that of a folder ends in a slash. Signed as it is, encoded once. */
      readonly path: string
      readonly coversBucket?: undefined
    }
  | {
      readonly path?: undefined
      /** Makes a signature for every path of the bucket. To be said aloud, so that a forgotten path does not open a bucket. */
      readonly coversBucket: true
    }

/** A signature that its first request uses up: delete, update, move and copy. It has no expiry. */
export interface V4SingleUseInput extends V4SignatureFields {
  readonly kind: 'once'
  /** Decoded path, with its leading slash; that of a folder ends in a slash. Signed as it is, encoded once. */
  readonly path: string
  readonly coversBucket?: undefined
  readonly expiresAt?: undefined
}

/**
 * A signature that is good until it expires: `more` for upload, slices, create folder, stat and list, `download` for the
 * download hosts, where paths do not begin with appid and bucket.
 */
export type V4MultiUseInput = V4SignatureFields &
  V4Scope & {
    readonly kind: 'more' | 'download'
    /** Unix seconds, absolute. The service allows at most three months from `now`. */
    readonly expiresAt: number
  }

/** What {@link signV4} signs. */
export type V4SignatureInput = V4SingleUseInput | V4MultiUseInput
