/** The bytes of a request. They are read once, in one of the two ways. */
export interface RequestBody extends AsyncIterable<Uint8Array> {
  /** What `Content-Length` says; undefined for a chunked body. */
  readonly sizeBytes: number | undefined
  /** Reads everything. Only for bodies known to be small. */
  bytes(): Promise<Uint8Array>
}

/** A request as it arrives, whichever way it came. */
export interface ServerRequest {
  readonly method: string
  /** Path and query as they stand in the request line. */
  readonly target: string
  /** Names in lower case; `host` among them. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: RequestBody
  /** Address it comes from. Default: this machine. */
  readonly remoteAddress?: string | undefined
  /** True for a request over TLS. Default false. */
  readonly isSecure?: boolean | undefined
}

/** The bytes of an answer. */
export type AnswerBody = Uint8Array | AsyncIterable<Uint8Array>

/** An answer, before it is put on a wire. */
export interface ServerAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: AnswerBody | undefined
  /** The connection is to be cut after so many bytes of the body; 0 cuts before the status line. */
  readonly cutAfterBytes?: number | undefined
}

/** Answers requests. Fails only when the request's own bytes do, with a `BodyFailure`. */
export type Serve = (request: ServerRequest) => Promise<ServerAnswer>
