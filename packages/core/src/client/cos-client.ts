/// <reference lib="esnext.disposable" preserve="true" />
import { type CredentialProvider, type Credentials, presign } from '@cos/signer'
import { createTransport } from '#transport'
import { InputError } from '../errors/input-error.js'
import { TransportError } from '../errors/transport-error.js'
import { type ClockOffset, clockSkew } from '../middleware/clock-skew.js'
import { type CommandMiddleware, compose, type RequestMiddleware } from '../middleware/compose.js'
import { defaultStack } from '../middleware/default-stack.js'
import { backoff, RetryBudget, retry } from '../middleware/retry.js'
import { resolve, sign, signingTime, signWith } from '../middleware/sign.js'
import { throwServiceErrors } from '../middleware/throw-service-errors.js'
import type { Command } from '../operation/command.js'
import { readResponse } from '../operation/read-response.js'
import { writeRequest } from '../operation/write-request.js'
import { requestTarget } from '../transport/request-target.js'
import type { HttpRequest, HttpResponse, Transport } from '../transport/transport.js'
import { type CosClientOptions, checkOptions } from './client-options.js'
import { type Clock, systemClock } from './clock.js'
import { type Endpoint, endpointOf } from './endpoint.js'

/** Options of one `send`. */
export interface SendOptions {
  /** Ends the call with the signal's own reason. */
  readonly signal?: AbortSignal | undefined
  /** Longest time for this call, in milliseconds; see the client's option. */
  readonly deadlineMs?: number | undefined
}

/** Options of {@link CosClient.presign}. */
export interface PresignOptions {
  /** How long the URL is good for, in seconds. Default 900. */
  readonly expiresInSeconds?: number | undefined
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
interface Shared {
  readonly options: CosClientOptions
  readonly endpoint: Endpoint
  readonly transport: Transport
  readonly clock: Clock
  readonly offset: ClockOffset
  readonly budget: RetryBudget
}

const retryBudget = 100
const signatureSeconds = 900

/** Sends commands to COS. It is immutable; one client per set of credentials serves a whole program. */
export class CosClient {
  readonly #shared: Shared
  readonly #extensions: readonly ClientExtension[]
  readonly #attempt: (request: HttpRequest) => Promise<HttpResponse>
  readonly #commands: readonly CommandMiddleware[]

  /** Throws an {@link InputError} when an option cannot work. */
  constructor(options: CosClientOptions, from?: { readonly shared: Shared; readonly extensions: readonly ClientExtension[] }) {
    checkOptions(options)
    const { verifyChecksums = true, correctClockSkew = true } = options
    this.#shared = from?.shared ?? {
      options,
      endpoint: endpointOf(options.endpoint),
      transport: options.transport ?? createTransport({ userAgent: options.userAgent, ...options.connection }),
      clock: options.clock ?? systemClock,
      offset: { milliseconds: 0 },
      budget: new RetryBudget(retryBudget),
    }
    this.#extensions = from?.extensions ?? []
    const { clock, offset, transport } = this.#shared
    this.#commands = this.#extensions.flatMap(({ commands = [] }) => commands)
    this.#attempt = compose(
      defaultStack({
        requests: this.#extensions.flatMap(({ requests = [] }) => requests),
        verifySent: verifyChecksums && verifySent,
        backupHost: options.backupHost?.middleware,
        clockSkew: correctClockSkew && clockSkew(offset, clock),
        sign: options.signer ? signWith(options.signer) : options.credentials !== 'anonymous' && this.#sign(options.credentials),
        throwServiceErrors,
      }),
      transport,
    )
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
  with(extension: ClientExtension): CosClient {
    return new CosClient(this.#shared.options, { shared: this.#shared, extensions: [...this.#extensions, extension] })
  }

  /**
   * Returns a URL that carries the signature of a command, for anybody to use until it expires. Headers of the command are
   * signed too: whoever uses the URL must send exactly those. Calls no API of COS.
   */
  async presign({ operation, input }: Command, { expiresInSeconds = signatureSeconds, signal }: PresignOptions = {}): Promise<string> {
    const { clock, offset, options } = this.#shared
    // A URL has no body, and whoever uses it sends one of any length.
    const { method, protocol, host, path, query, headers } = this.#write({ operation, input: { ...(input as object), body: '' } })
    const { 'content-length': _, ...signedHeaders } = headers
    const { credentials } = options
    if (!credentials) throw new InputError('are needed to presign', { member: 'credentials' })
    const signature =
      credentials === 'anonymous'
        ? {}
        : presign({ method, host, path, query, headers: signedHeaders }, await resolve(credentials, signal), {
            startsAt: signingTime(clock, offset),
            expiresInSeconds: expiresInSeconds + 60,
          })
    return `${protocol}//${host}${requestTarget({ path, query: { ...query, ...signature } })}`
  }

  /** Closes idle connections once nothing is under way. Clients made by `with` share them. */
  async close(): Promise<void> {
    await this.#shared.transport.close?.()
  }

  /** The same as {@link close}: `await using client = new CosClient(…)`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #perform(command: Command, { signal, deadlineMs }: SendOptions): Promise<unknown> {
    const { options, clock, budget } = this.#shared
    const { verifyChecksums = true, retry: policy = backoff(), backupHost } = options
    const request = this.#write(command)
    const deadline = startDeadline(signal, deadlineMs ?? options.deadlineMs)
    try {
      deadline.signal?.throwIfAborted()
      return await retry(
        { ...request, signal: deadline.signal },
        async (attempt) => readResponse(attempt, await this.#attempt(attempt), verifyChecksums),
        { policy, clock, budget, canSwitchHost: backupHost?.canSwitch },
      )
    } finally {
      deadline.stop()
    }
  }

  #write({ operation, input }: Command): HttpRequest {
    const { endpoint, options } = this.#shared
    const { region } = options
    return writeRequest(operation, input, (bucket) => endpoint({ bucket, region }), region)
  }

  #sign(credentials: Credentials | CredentialProvider): RequestMiddleware {
    const { clock, offset, options } = this.#shared
    return sign({ credentials, clock, offset, expiresInSeconds: options.signatureExpiresInSeconds ?? signatureSeconds })
  }
}

const verifySent: RequestMiddleware = (request, next) => {
  const { checksum } = request.operation
  return checksum && request.body !== undefined ? checksum.verifySent(request, next) : next(request)
}

function startDeadline(signal: AbortSignal | undefined, deadlineMs: number | undefined): { signal: AbortSignal | undefined; stop(): void } {
  if (deadlineMs === undefined) return { signal, stop: () => {} }
  const controller = new AbortController()
  const reason = new TransportError(`The deadline of ${deadlineMs} ms passed.`, { code: 'DeadlineExceeded' })
  const timer = setTimeout(() => controller.abort(reason), deadlineMs)
  return { signal: signal ? AbortSignal.any([signal, controller.signal]) : controller.signal, stop: () => clearTimeout(timer) }
}
