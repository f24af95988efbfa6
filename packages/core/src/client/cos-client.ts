import { presign } from '@cos/signer'
import { createTransport } from '#transport'
import { InputError } from '../errors/input-error.js'
import { TransportError } from '../errors/transport-error.js'
import { backupHost } from '../middleware/backup-host.js'
import { type ClockOffset, clockSkew } from '../middleware/clock-skew.js'
import { type CommandMiddleware, compose, type RequestMiddleware } from '../middleware/compose.js'
import { defaultStack } from '../middleware/default-stack.js'
import { backoff, RetryBudget, retry } from '../middleware/retry.js'
import { sign, signingTime, signWith } from '../middleware/sign.js'
import { throwServiceErrors } from '../middleware/throw-service-errors.js'
import type { Command } from '../operation/command.js'
import { readResponse } from '../operation/read-response.js'
import { writeRequest } from '../operation/write-request.js'
import { requestTarget } from '../transport/request-target.js'
import type { HttpRequest, HttpResponse, Transport } from '../transport/transport.js'
import { type CosClientOptions, checkCredentials, checkOptions } from './client-options.js'
import { abortable, type Clock, systemClock } from './clock.js'
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
  readonly #send: (command: Command, options: SendOptions) => Promise<unknown>

  /** Throws an {@link InputError} when an option cannot work. */
  constructor(options: CosClientOptions, from?: { readonly shared: Shared; readonly extensions: readonly ClientExtension[] }) {
    checkOptions(options)
    this.#shared = from?.shared ?? {
      options,
      endpoint: endpointOf(options.endpoint),
      transport: options.transport ?? createTransport(options.connection ?? {}),
      clock: options.clock ?? systemClock,
      offset: { milliseconds: 0 },
      budget: new RetryBudget(retryBudget),
    }
    this.#extensions = from?.extensions ?? []
    const { clock, offset, transport } = this.#shared
    this.#attempt = compose(
      defaultStack({
        requests: this.#extensions.flatMap((extension) => extension.requests ?? []),
        verifySent: options.verifyChecksums === false ? undefined : verifySent,
        backupHost: options.useBackupHost ? backupHost : undefined,
        clockSkew: options.correctClockSkew === false ? (request, next) => next(request) : clockSkew(offset, clock),
        sign: this.#signMiddleware(),
        throwServiceErrors,
      }),
      transport,
    )
    const commands = this.#extensions.flatMap((extension) => extension.commands ?? [])
    this.#send = (command, sendOptions) => compose(commands, (last) => this.#perform(last, sendOptions))(command)
  }

  /**
   * Sends a command and returns its output.
   *
   * @throws InputError before anything is sent, naming the member; ServiceError when COS refuses; TransportError when
   * no answer comes; ResponseError when the answer cannot be read; the signal's own reason when it is aborted.
   */
  async send<Output>(command: Command<unknown, Output>, options: SendOptions = {}): Promise<Output> {
    return (await this.#send(command, options)) as Output
  }

  /** Returns a client that also runs this middleware. Connections, clock correction and retry budget are shared. */
  with(extension: ClientExtension): CosClient {
    return new CosClient(this.#shared.options, { shared: this.#shared, extensions: [...this.#extensions, extension] })
  }

  /**
   * Returns a URL that carries the signature of a command, for anybody to use until it expires. Headers of the command are
   * signed too: whoever uses the URL must send exactly those. Calls no API of COS.
   */
  async presign(command: Command, options: PresignOptions = {}): Promise<string> {
    const { clock, offset, endpoint, options: client } = this.#shared
    const request = writeRequest(
      command.operation,
      presignable(command),
      (bucket) => endpoint({ bucket, region: client.region }),
      client.region,
    )
    const { 'content-length': _, ...headers } = request.headers
    const { credentials: source } = client
    const expiresInSeconds = options.expiresInSeconds ?? signatureSeconds
    const origin = `${request.protocol}//${request.host}`
    if (source === 'anonymous') return origin + requestTarget(request)
    if (source === undefined) throw new InputError('is needed to presign; a signer of your own cannot', { member: 'credentials' })
    const credentials = typeof source === 'function' ? await abortable(Promise.resolve(source()), options.signal) : source
    checkCredentials(credentials)
    const signed = presign(
      { method: request.method, path: request.path, query: request.query, headers: { ...headers, host: request.host } },
      credentials,
      {
        startsAt: signingTime(clock, offset),
        expiresInSeconds: expiresInSeconds + 60,
      },
    )
    return origin + requestTarget({ path: request.path, query: { ...request.query, ...signed } })
  }

  /** Closes idle connections once nothing is under way. Clients made by `with` share them. */
  async close(): Promise<void> {
    await this.#shared.transport.close?.()
  }

  /** The same as {@link close}: `await using client = new CosClient(…)`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #perform(command: Command, sendOptions: SendOptions): Promise<unknown> {
    const { options, endpoint, clock, budget } = this.#shared
    const request = writeRequest(command.operation, command.input, (bucket) => endpoint({ bucket, region: options.region }), options.region)
    const deadline = startDeadline(sendOptions.signal, sendOptions.deadlineMs ?? options.deadlineMs)
    try {
      deadline.signal?.throwIfAborted()
      return await retry(
        { ...request, headers: this.#withUserAgent(request.headers), signal: deadline.signal },
        async (attempt) => readResponse(attempt, await this.#attempt(attempt), { verifyChecksum: options.verifyChecksums !== false }),
        { policy: options.retry ?? backoff(), clock, budget, usesBackupHost: options.useBackupHost === true },
      )
    } finally {
      deadline.stop()
    }
  }

  #withUserAgent(headers: HttpRequest['headers']): HttpRequest['headers'] {
    const { userAgent } = this.#shared.options
    return userAgent === undefined ? headers : { ...headers, 'user-agent': userAgent }
  }

  #signMiddleware(): RequestMiddleware | undefined {
    const { options, clock, offset } = this.#shared
    if (options.signer) return signWith(options.signer)
    const { credentials } = options
    if (credentials === 'anonymous' || credentials === undefined) return undefined
    const source = typeof credentials === 'function' ? async () => checked(await credentials()) : credentials
    return sign({ credentials: source, clock, offset, expiresInSeconds: options.signatureExpiresInSeconds ?? signatureSeconds })
  }
}

const verifySent: RequestMiddleware = (request, next) => {
  const { checksum } = request.operation
  return checksum && request.body !== undefined ? checksum.verifySent(request, next) : next(request)
}

function checked<T>(credentials: T): T {
  checkCredentials(credentials)
  return credentials
}

/** A URL has no body: a command that needs one is presigned without it. */
function presignable(command: Command): unknown {
  const input = command.input as Record<string, unknown>
  if (typeof input !== 'object' || input === null || !('body' in input)) return input
  return { ...input, body: '' }
}

function startDeadline(signal: AbortSignal | undefined, deadlineMs: number | undefined): { signal: AbortSignal | undefined; stop(): void } {
  if (deadlineMs === undefined) return { signal, stop: () => {} }
  const controller = new AbortController()
  const reason = new TransportError(`The deadline of ${deadlineMs} ms passed.`, { code: 'DeadlineExceeded' })
  const timer = setTimeout(() => controller.abort(reason), deadlineMs)
  return { signal: signal ? AbortSignal.any([signal, controller.signal]) : controller.signal, stop: () => clearTimeout(timer) }
}
