/** A request and its answer, as the access log of a bucket tells of them. */
export interface AccessRecord {
  readonly bucket: string
  readonly region: string
  /** Number of the bucket's owner. */
  readonly owner: string
  /** End of the request, in milliseconds since 1970. */
  readonly endedAtMs: number
  readonly host: string
  /** Undefined when the request was for no operation. */
  readonly operation: string | undefined
  readonly remoteAddress: string | undefined
  readonly secretId: string | undefined
  /** `<root account>:<account>`; undefined for an anonymous request. */
  readonly requester: string | undefined
  readonly requestBytes: number | undefined
  readonly answerBytes: number | undefined
  /** Decoded, with its leading slash. */
  readonly path: string
  readonly method: string
  /** Path and query as they stood in the request line. */
  readonly target: string
  readonly userAgent: string | undefined
  readonly referer: string | undefined
  readonly status: number
  readonly errorCode: string | undefined
  readonly durationMs: number
  readonly storageClass: string | undefined
  readonly requestId: string
  readonly objectSizeBytes: number | undefined
  readonly versionId: string | undefined
}
