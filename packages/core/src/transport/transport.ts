import type { AnyOperation } from '../operation/define-operation.js'

/** One source of bytes to send. */
export type BodySource = string | Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

/**
 * The bytes to send. Text is sent as UTF-8. A stream can be read once, so a request with a bare stream is never repeated;
 * a function that returns a fresh stream makes it repeatable.
 */
export type Body = BodySource | (() => BodySource | Promise<BodySource>)

/** One HTTP request, as data. Middleware changes it by spread. */
export interface HttpRequest {
  /** The declaration this request comes from. */
  readonly operation: AnyOperation
  /** 1 for the first attempt. */
  readonly attempt: number
  /** What ended the attempt before this one. */
  readonly previousError?: unknown
  readonly method: string
  readonly protocol: 'http:' | 'https:'
  /** The `Host` header: name and, unless it is the default one, port. It is signed. */
  readonly host: string
  /** Where to connect when that is not `host`: name or IP, with a port where needed. */
  readonly connectTo?: string | undefined
  /** The path, decoded: `/` and the key. It is signed in this form; the transport encodes it. */
  readonly path: string
  /** Decoded names and values, in wire order. */
  readonly query: Readonly<Record<string, string>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Body | undefined
  readonly signal?: AbortSignal | undefined
  /** Hears how many bytes of the body have left in this attempt; of `createXhrTransport` alone, the others do not tell. */
  readonly onSent?: ((bytes: number) => void) | undefined
}

/** The bytes of an answer. Read them once, or `cancel` to free the connection. */
export interface ResponseBody extends AsyncIterable<Uint8Array> {
  /** Reads everything. */
  bytes(): Promise<Uint8Array>
  /** Gives the rest up and frees the connection. */
  cancel(): Promise<void>
}

/** One HTTP answer. */
export interface HttpResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: ResponseBody
  /** True when the transport removed a content encoding, as `fetch` does: then lengths and checksums do not apply. */
  readonly isDecoded?: boolean | undefined
}

/** Carries one request to a server. Fails with a `TransportError`, or with the signal's own reason. */
export interface Transport {
  (request: HttpRequest): Promise<HttpResponse>
  /** Closes idle connections once nothing is under way. */
  close?(): Promise<void>
}

/** How connections are made and kept. Node only, but for the time-outs. */
export interface ConnectionOptions {
  /** Connections per host. Further requests wait in line. Default 64. */
  readonly maxConnections?: number | undefined
  /** How long an idle connection is kept, in milliseconds. Default 30,000. */
  readonly keepAliveTimeoutMs?: number | undefined
  /** How long connecting (TLS included) may take, in milliseconds. Default 10,000. */
  readonly connectTimeoutMs?: number | undefined
  /** How long an answer may bring nothing, in milliseconds: from the last byte sent to the first received, and between bytes. Default 60,000. */
  readonly idleTimeoutMs?: number | undefined
  /**
   * Bodies of this many bytes and more are held back until the service has agreed to the request (`Expect: 100-continue`), so
   * that one it refuses costs no upload; that takes one more journey there and back. A service that says nothing is sent the body
   * after a second. Only bodies of known length, and only with `node:http`, which undici cannot. Default: none.
   */
  readonly expectContinueBytes?: number | undefined
  /**
   * What carries requests in Node: its own `node:http`, which needs less time to start and less work for each byte, or `undici`,
   * which knows proxies. Default: `undici` where there is a proxy, else `node:http`.
   */
  readonly library?: 'node:http' | 'undici' | undefined
  /** Proxy address. Default: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` of the environment; `false` uses none. */
  readonly proxy?: string | false | undefined
  /** Appended to the `User-Agent`. */
  readonly userAgent?: string | undefined
  /** TLS: further authorities, client certificate, server name check. */
  readonly tls?: TlsOptions | undefined
}

/** TLS settings of a connection. */
export interface TlsOptions {
  /** Certificate authorities to trust instead of the well-known ones, PEM. */
  readonly ca?: string | readonly string[] | undefined
  /** Client certificate, PEM. */
  readonly cert?: string | undefined
  /** Key of the client certificate, PEM. */
  readonly key?: string | undefined
  /** False accepts any certificate: for tests only. Default true. */
  readonly rejectUnauthorized?: boolean | undefined
}
