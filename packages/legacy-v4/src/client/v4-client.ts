/// <reference lib="esnext.disposable" preserve="true" />
import {
  abortable,
  backoff,
  type ClientExtension,
  compose,
  createTransport,
  type HttpRequest,
  InputError,
  isCosError,
  type Middleware,
  type RequestMiddleware,
  type SendOptions,
  systemClock,
  type Transport,
} from '@cos/core'
import { fullBudget, type RetryBudget, retry, timeLimit } from '@cos/core/kernel'
import { percentEncode } from '@cos/signer'
import { checkFilePath } from '../check-path.js'
import { V4Code } from '../codes.js'
import {
  declarationOf,
  type V4Address,
  type V4Call,
  type V4Command,
  type V4Context,
  type V4Envelope,
  type V4Result,
  type V4SingleOperation,
} from '../operations/v4-operation.js'
import { signV4 } from '../sign-v4.js'
import { isV4Error } from '../v4-error.js'
import { hostsOf, type V4Hosts } from './hosts.js'
import { readAnswer } from './read-answer.js'
import { checkExpiry, checkV4Options, keysOf, type V4ClientOptions } from './v4-client-options.js'

/** Further middleware for {@link V4Client.with}. Those around requests are the same as for `CosClient`. */
export interface V4ClientExtension {
  /** Around each `send`: sees the command, returns its output and envelope. The first is the outermost. */
  readonly commands?: readonly Middleware<V4Command, V4Result<unknown>>[] | undefined
  /** Around each attempt: sees the unsigned request, returns the answer. The first is the outermost. */
  readonly requests?: ClientExtension['requests']
}

/** Options of {@link V4Client.signDownloadUrl}. */
export interface SignDownloadUrlOptions {
  /** How long the URL is good for, in seconds, 90 days at most. Default 900. */
  readonly expiresInSeconds?: number | undefined
}

/** What the clients made by `with` from one client have in common. */
interface Shared {
  readonly options: V4ClientOptions
  readonly hosts: V4Hosts
  readonly transport: Transport
  readonly budget: RetryBudget
}

/** Sends commands to the V4 JSON API. It is immutable; one client serves a whole program. */
export class V4Client {
  readonly #shared: Shared
  readonly #extensions: readonly V4ClientExtension[]

  /** Throws an `InputError` when an option cannot work. The further parameters are for `with`. */
  constructor(options: V4ClientOptions, shared: unknown = sharedOf(options), extensions: readonly V4ClientExtension[] = []) {
    this.#shared = shared as Shared
    this.#extensions = extensions
  }

  /**
   * Sends a command and returns its output.
   *
   * @throws InputError before anything is sent, naming the member; V4Error when the service answers with a code other than
   * 0; TransportError when no answer comes; ResponseError when the answer cannot be read; the signal's own reason when it
   * is aborted.
   */
  async send<Output>(command: V4Command<unknown, Output>, options: SendOptions = {}): Promise<Output> {
    return (await this.#run(command, options)).output
  }

  /**
   * Sends a command and returns the envelope, as the older SDKs do, for programs that look at `code`: success and refusals
   * of the service as they came, failures on this side with the codes of {@link V4Code}. Throws for an aborted signal only.
   */
  async result(command: V4Command, options: SendOptions = {}): Promise<V4Envelope> {
    try {
      return (await this.#run(command, options)).envelope
    } catch (error) {
      options.signal?.throwIfAborted()
      return envelopeOfError(error)
    }
  }

  /** Returns a client that also runs this middleware. Connections and retry budget are shared. */
  with(extension: V4ClientExtension): V4Client {
    return new V4Client(this.#shared.options, this.#shared, [...this.#extensions, extension])
  }

  /** Returns a URL by which anybody can download a private file until it expires. Calls no API. */
  async signDownloadUrl({ bucket, path }: V4Address, { expiresInSeconds = 900 }: SignDownloadUrlOptions = {}): Promise<string> {
    checkExpiry(expiresInSeconds, 'expiresInSeconds')
    const { hosts } = this.#shared
    const name = this.#bucketOf(bucket)
    const checked = checkFilePath(path)
    const sign = await this.#sign({ path: checked, signature: 'download' }, name, expiresInSeconds)
    const encoded = checked.split('/').map(percentEncode).join('/')
    return `${hosts.protocol}//${hosts.download(name)}${encoded}?sign=${percentEncode(sign)}`
  }

  /** Closes idle connections once nothing is under way. Clients made by `with` share them. */
  async close(): Promise<void> {
    await this.#shared.transport.close?.()
  }

  /** The same as {@link close}: `await using client = new V4Client(…)`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #run<Output>(command: V4Command<unknown, Output>, options: SendOptions): Promise<V4Result<Output>> {
    const commands = this.#extensions.flatMap(({ commands: own = [] }) => own)
    const run = compose<V4Command, V4Result<unknown>>(commands, (last) => this.#perform(last, options))
    return (await run(command)) as V4Result<Output>
  }

  async #perform({ operation, input }: V4Command, options: SendOptions): Promise<V4Result<unknown>> {
    const { signal, deadlineMs = this.#shared.options.deadlineMs } = options
    const limit = timeLimit(signal, deadlineMs, 'DeadlineExceeded')
    // The bytes of a file are still to be read when its answer is there: the deadline holds for them too.
    let end = limit.stop
    try {
      limit.signal?.throwIfAborted()
      if (operation.perform) {
        const context: V4Context = {
          signal: limit.signal,
          call: (command, { signal: own = limit.signal } = {}) => this.#run(command, { signal: own }),
        }
        return await operation.perform(input as never, context)
      }
      const result = await this.#send(operation, input as V4Address, limit.signal)
      if (operation.readContent) end = limit.recede
      return result
    } finally {
      end()
    }
  }

  async #send(operation: V4SingleOperation, input: V4Address, signal: AbortSignal | undefined): Promise<V4Result<unknown>> {
    const { hosts, transport, budget, options } = this.#shared
    const bucket = this.#bucketOf(input?.bucket)
    const call = operation.write(input as never)
    const request = requestOf(operation.name, call, bucket, hosts, options.appId, signal)
    const sign: RequestMiddleware = async (attempt, next) => {
      const authorization = await abortable(this.#sign(call, bucket), attempt.signal)
      const isQuery = call.signature === 'download'
      return next(
        isQuery
          ? { ...attempt, query: { ...attempt.query, sign: authorization } }
          : { ...attempt, headers: { ...attempt.headers, authorization } },
      )
    }
    const requests = this.#extensions.flatMap(({ requests: own = [] }) => own)
    const carry = compose([...requests, sign], transport)
    const { retry: policy = backoff(), clock = systemClock } = options
    return retry(request, async (attempt) => readAnswer(operation, attempt, await carry(attempt)), {
      policy,
      clock,
      budget,
      canSwitchHost: undefined,
    })
  }

  async #sign({ path, signature }: Pick<V4Call, 'path' | 'signature'>, bucket: string, expiresInSeconds?: number): Promise<string> {
    const { appId, credentials, clock = systemClock, signatureExpiresInSeconds = 900 } = this.#shared.options
    const { secretId, secretKey } = await keysOf(credentials)
    const now = Math.floor(clock.now() / 1000)
    const fields = { appId, bucket, secretId, path, now, random: Math.floor(clock.random() * 2 ** 31) }
    if (signature === 'once') return signV4({ ...fields, kind: 'once' }, secretKey)
    return signV4({ ...fields, kind: signature, expiresAt: now + (expiresInSeconds ?? signatureExpiresInSeconds) }, secretKey)
  }

  #bucketOf(bucket = this.#shared.options.bucket): string {
    if (bucket === undefined) throw new InputError('is needed: the client has none', { member: 'bucket' })
    if (!/^[a-z\d][a-z\d-]{0,49}$/.test(bucket))
      throw new InputError('must be 1 to 50 small letters, digits and hyphens, without the appid', { member: 'bucket' })
    return bucket
  }
}

function sharedOf(options: V4ClientOptions): Shared {
  checkV4Options(options)
  const { userAgent, connection, transport } = options
  const hosts = hostsOf(options)
  return { options, hosts, transport: transport ?? createTransport({ userAgent, ...connection }), budget: { tokens: fullBudget } }
}

function requestOf(
  name: string,
  call: V4Call,
  bucket: string,
  { protocol, api, download, connectTo }: V4Hosts,
  appId: number,
  signal: AbortSignal | undefined,
): HttpRequest {
  const { method, path, query = {}, headers = {}, body, host } = call
  const isDownload = host === 'download'
  return {
    operation: declarationOf(name, call),
    attempt: 1,
    method,
    protocol,
    host: isDownload ? download(bucket) : api,
    connectTo,
    path: isDownload ? path : `/files/v2/${appId}/${bucket}${path}`,
    query,
    headers: body === undefined && method === 'POST' ? { ...headers, 'content-length': '0' } : headers,
    body,
    signal,
  }
}

/** What the older SDKs would have returned for a failure. */
function envelopeOfError(error: unknown): V4Envelope {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof InputError) return { code: V4Code.BadParameter, message }
  if (isV4Error(error)) {
    const { v4Code, v4Message, status, requestId } = error
    if (v4Code === status) return { code: V4Code.NetworkError, message: v4Message }
    return { code: v4Code, message: v4Message, ...(requestId === undefined ? {} : { requestId }) }
  }
  if (isCosError(error)) return { code: V4Code.Exception, message }
  throw error
}
