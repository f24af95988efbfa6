/** Options that every store takes. */
export interface StoreOptions {
  /** Unix time in milliseconds. Default: `Date.now`. */
  readonly now?: (() => number) | undefined
  /** Random bytes for upload ids. Default: `crypto.randomBytes`. */
  readonly random?: ((sizeBytes: number) => Uint8Array) | undefined
}
