/// <reference lib="esnext.disposable" preserve="true" />
import { createTransport } from '#transport'
import { refuse } from '../errors/input-error.js'
import type { ServiceClock } from '../middleware/clock-skew.js'
import { type CommandMiddleware, compose, type RequestMiddleware } from '../middleware/compose.js'
import { defaultStack } from '../middleware/default-stack.js'
import { backoff, fullBudget, retry } from '../middleware/retry.js'
import { resolve, signatureOf, tokenOf } from '../middleware/sign.js'
import { checkText } from '../operation/address.js'
import type { Command } from '../operation/command.js'
import type { ResumeOptions } from '../operation/define-operation.js'
import { layoutOf } from '../operation/layout.js'
import { readResponse } from '../operation/read-response.js'
import { writeRequest } from '../operation/write-request.js'
import { requestTarget } from '../transport/request-target.js'
import { timeLimit } from '../transport/time-limit.js'
import type { HttpRequest, Transport } from '../transport/transport.js'
import { type CosClientOptions, checkOptions, checkSeconds } from './client-options.js'
import { systemClock } from './clock.js'
import { type Endpoint, endpointOf } from './endpoint.js'

/** Options of one `send`. */
export interface SendOptions {
  /** Ends the call with the signal's own reason. */
  readonly signal?: AbortSignal | undefined
  /** Longest time for this call, in milliseconds; see the client's option. */
  readonly deadlineMs?: number | undefined
  /** Hears how many bytes of the body have left in the running attempt, where the transport tells: `createXhrTransport`, in a page. */
  readonly onSent?: ((bytes: number) => void) | undefined
}

/** Options of {@link CosClient.presign}. */
export interface PresignOptions {
  /** How long the URL is good for, in seconds. Default 900. */
  readonly expiresInSeconds?: number | undefined
  /**
   * Host the signature is for. Default: the one in the URL. Name another where something between, such as a CDN, asks COS under
   * that name. False leaves it out: the URL is then good for this key in every bucket of the account.
   */
  readonly signedHost?: string | false | undefined
  /** Ends the wait for credentials with the signal's own reason. */
  readonly signal?: AbortSignal | undefined
}

/** Further middleware for {@link CosClient.with}. */
export interface ClientExtension {
  /** Around each `send`: sees the typed command, returns its output. The first is the outermost. */
  readonly commands?: readonly CommandMiddleware[] | undefined
  /** Around each attempt: sees the unsigned request, returns the answer. The first is the outermost. */
  readonly requests?: readonly RequestMiddleware[] | undefined
}

/** What the clients made by `with` from one client have in common. */
export interface Shared extends ServiceClock, ResumeOptions {
  readonly options: CosClientOptions
  readonly endpoint: Endpoint
  readonly transport: Transport
}

/** Sends commands to COS. It is immutable; one client per set of credentials serves a whole program. */
export class CosClient {
  readonly #shared: Shared
  readonly #commands: readonly CommandMiddleware[]
  readonly #requests: readonly RequestMiddleware[]
  readonly #attempt: (request: HttpRequest) => Promise<unknown>

  /** Throws an {@link InputError} when an option cannot work. The further parameters are for `with`. */
  constructor(options: CosClientOptions, shared: Shared = sharedOf(options), { commands = [], requests = [] }: ClientExtension = {}) {
    this.#shared = shared
    this.#commands = commands
    this.#requests = requests
    const carry = compose([...requests, ...defaultStack(shared)], shared.transport)
    this.#attempt = async (request) => await readResponse(request, await carry(request))
  }

  /** Whether bodies are compared with their checksums; see `verifyChecksums`. */
  get verifiesChecksums(): boolean {
    return this.#shared.options.verifyChecksums ?? true
  }

  /**
   * Sends a command and returns its output.
   *
   * @throws InputError before anything is sent, naming the member; ServiceError when COS refuses; TransportError when
   * no answer comes; ResponseError when the answer cannot be read; the signal's own reason when it is aborted.
   */
  async send<Output>(command: Command<unknown, Output>, options: SendOptions = {}): Promise<Output> {
    return (await compose(this.#commands, (last) => this.#perform(last, options))(command)) as Output
  }

  /** Returns a client that also runs this middleware. Connections, clock correction and retry budget are shared. */
  with({ commands = [], requests = [] }: ClientExtension): CosClient {
    const extension = { commands: [...this.#commands, ...commands], requests: [...this.#requests, ...requests] }
    return new CosClient(this.#shared.options, this.#shared, extension)
  }

  /**
   * Returns a URL that carries the signature of a command, for anybody to use until it expires. Headers of the command are
   * signed too, with the length if `contentLength` is given: whoever uses the URL must send exactly those. The body is not
   * signed. Calls no API of COS.
   *
   * @throws InputError for what cannot be signed, naming the member; what the credentials' provider throws.
   */
  async presign({ operation, input }: Command, options: PresignOptions = {}): Promise<string> {
    const { expiresInSeconds = 900, signedHost, signal } = options
    checkSeconds(expiresInSeconds, 'expiresInSeconds')
    if ((signedHost ?? false) !== false) checkText(signedHost, /^[^\s/]+$/, 'signedHost', 'a host name')
    const { credentials } = this.#shared.options
    // A URL has no body, and whoever uses it sends one of any length, or of the one that was given.
    const request = write(this.#shared, { operation, input: { ...(input as object), body: '' } })
    const { contentLength } = (input ?? {}) as { contentLength?: number }
    const headers = { ...request.headers, 'content-length': contentLength === undefined ? undefined : `${contentLength}` }
    const keys =
      credentials === 'anonymous' ? undefined : await resolve(credentials ?? refuse('credentials', 'are needed to presign'), signal)
    const query = { ...request.query, ...(keys && tokenOf(keys)) }
    const target = `${request.protocol}//${request.host}${requestTarget({ ...request, query })}`
    if (!keys) return target
    const signable = { ...request, query, headers, host: signedHost || request.host }
    const signature = signatureOf(this.#shared, signable, keys, expiresInSeconds + 60, { signHost: signedHost !== false })
    // What is written into the Authorization header is a query already, but for a few characters.
    return target + (target.includes('?') ? '&' : '?') + signature.replace(/[^\w.~&=-]/g, encodeURIComponent)
  }

  /** Closes idle connections once nothing is under way. Clients made by `with` share them. */
  async close(): Promise<void> {
    await this.#shared.transport.close?.()
  }

  /** The same as {@link close}: `await using client = new CosClient(…)`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #perform(command: Command, { signal, onSent, deadlineMs = this.#shared.options.deadlineMs }: SendOptions): Promise<unknown> {
    const written = write(this.#shared, command)
    const request = onSent ? { ...written, onSent } : written
    const limit = timeLimit(signal, deadlineMs, 'DeadlineExceeded')
    // The bytes of an object are still to be read when its answer is there: the deadline holds for them too.
    let end = limit.stop
    try {
      limit.signal?.throwIfAborted()
      const output = await retry(limit.signal ? { ...request, signal: limit.signal } : request, this.#attempt, this.#shared)
      if (layoutOf(command.operation).hasPayload) end = limit.recede
      return output
    } finally {
      end()
    }
  }
}

function sharedOf(options: CosClientOptions): Shared {
  checkOptions(options ?? {})
  const { endpoint, userAgent, connection, transport, clock = systemClock, retry: policy = backoff(), backupHost, resumeReads } = options
  return {
    options,
    endpoint: endpointOf(endpoint),
    transport: transport ?? createTransport({ userAgent, ...connection }),
    clock,
    policy,
    canSwitchHost: backupHost?.canSwitch,
    resumeReads,
    skewMs: 0,
    budget: { tokens: fullBudget },
  }
}

function write({ endpoint, options: { region } }: Shared, { operation, input }: Command): HttpRequest {
  return writeRequest(operation, input, (bucket) => endpoint({ bucket, region }), region)
}
