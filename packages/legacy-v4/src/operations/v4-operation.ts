import { type AnyOperation, type Body, defineOperation, type Payload } from '@cos/core'

/** Which of the three signatures a call needs. */
export type V4SignatureKind = 'once' | 'more' | 'download'

/** One call as it goes out: where to, what it carries, how it is signed. */
export interface V4Call {
  /** The checked path, decoded. */
  readonly path: string
  readonly method: 'GET' | 'POST'
  /** `download` goes to the download host, `api` to `/files/v2/<appid>/<bucket>`. Default `api`. */
  readonly host?: 'api' | 'download' | undefined
  readonly query?: Readonly<Record<string, string>> | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: Body | undefined
  readonly signature: V4SignatureKind
  /** Whether repeating it does no harm. */
  readonly isIdempotent: boolean
}

/** What every input names. */
export interface V4Address {
  /** Name of the bucket, without the appid. Default: that of the client. */
  readonly bucket?: string | undefined
  /** Decoded path with its leading slash; that of a folder ends in a slash. */
  readonly path: string
}

/** An answer that is no envelope: the bytes of a file. */
export interface V4Content {
  readonly headers: Readonly<Record<string, string>>
  readonly status: number
  readonly body: Payload
}

/** The answer of this API, as it came. */
export interface V4Envelope {
  /** 0 for success; see {@link V4Code}. */
  readonly code: number
  readonly message: string
  readonly requestId?: string | undefined
  /** Members as the service names them, for example `access_url`. */
  readonly data?: Readonly<Record<string, unknown>> | undefined
}

/** What a call gave: its output, and the envelope that came with it. */
export interface V4Result<Output> {
  readonly output: Output
  readonly envelope: V4Envelope
}

/** What an operation of several calls works with. */
export interface V4Context {
  /** Sends one more command, with the middleware and retry of the client. */
  call<Output>(command: V4Command<unknown, Output>, options?: { readonly signal?: AbortSignal }): Promise<V4Result<Output>>
  readonly signal: AbortSignal | undefined
}

/** An operation of one call. */
export interface V4SingleOperation<Input = never, Output = unknown> {
  /** Name of the operation, for messages and middleware. */
  readonly name: string
  /** Checks an input and says what to send. Throws an `InputError` that names the member. */
  write(input: Input): V4Call
  /** Reads the `data` of an envelope, which is empty when there is none. */
  read?(data: Readonly<Record<string, unknown>>): Output
  /** Reads an answer that is no envelope. */
  readContent?(content: V4Content): Output
  readonly perform?: undefined
}

/** An operation of several calls. */
export interface V4CompositeOperation<Input = never, Output = unknown> {
  /** Name of the operation, for messages and middleware. */
  readonly name: string
  /** Checks an input and makes the calls. */
  perform(input: Input, context: V4Context): Promise<V4Result<Output>>
  readonly write?: undefined
}

/** An operation of the V4 API. */
export type V4Operation<Input = never, Output = unknown> = V4SingleOperation<Input, Output> | V4CompositeOperation<Input, Output>

/** One call of an operation. It does nothing by itself: `client.send(command)` does. */
export interface V4Command<Input = unknown, Output = unknown> {
  readonly operation: V4Operation<never, Output>
  readonly input: Input
}

/** Makes the command class of an operation of one call: `class X extends v4Command<Input, Output>({ … }) {}`. */
/* @__NO_SIDE_EFFECTS__ */
export function v4Command<Input, Output>(operation: V4SingleOperation<Input, Output>): new (input: Input) => V4Command<Input, Output> {
  return commandClass(operation)
}

/** Makes the command class of an operation of several calls. */
/* @__NO_SIDE_EFFECTS__ */
export function v4Composite<Input, Output>(operation: V4CompositeOperation<Input, Output>): new (input: Input) => V4Command<Input, Output> {
  return commandClass(operation)
}

function commandClass<Input, Output>(operation: V4Operation<Input, Output>): new (input: Input) => V4Command<Input, Output> {
  return class implements V4Command<Input, Output> {
    readonly operation = operation as V4Operation<never, Output>
    readonly input: Input
    constructor(input: Input) {
      this.input = input
    }
  }
}

/** What middleware and retry of `@cos/core` see of a call: its name, and whether it may be repeated. */
export function declarationOf(name: string, { method, isIdempotent }: V4Call): AnyOperation {
  return defineOperation({ name, route: `${method} /{bucket}/{key}`, input: {}, output: {}, isIdempotent })
}
