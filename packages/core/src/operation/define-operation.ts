import type { RetryOptions } from '../middleware/retry.js'
import type { HttpRequest, HttpResponse } from '../transport/transport.js'
import type { InputShape, MembersOf, OutputShape } from './bindings.js'
import type { BodyChecksum } from './body-checksum.js'
import type { Target } from './write-request.js'

/** The bucket an operation speaks to. */
export interface BucketAddress {
  /** Full name with the APPID: `photos-1250000000`. */
  bucket: string
}
/** The object an operation speaks to. */
export interface ObjectAddress extends BucketAddress {
  /** 1 to 850 bytes of UTF-8. One leading `/` means the same as none. */
  key: string
}

/** A task of a bucket. */
export interface TaskAddress {
  /** As it was answered when the task was made. */
  taskId: string
}

/** How a list goes on: the member that receives the next marker and the one that sends it. */
export interface PageRule {
  /** Pairs of output member and input member: `{ nextMarker: 'marker' }`. */
  readonly next: Readonly<Record<string, string>>
  /** The output member that says whether another page follows. */
  readonly more: string
  /** The output members that hold the entries. */
  readonly items: readonly string[]
}

/** A digest of the request's bytes that travels as a header. */
export interface BodyDigest {
  readonly header: string
  readonly digest: (bytes: Uint8Array) => string
}

/** Sends a read whose bytes go on, under the policy for repetitions, where a connection broke. */
export type ResumeRead = (
  request: HttpRequest,
  next: (request: HttpRequest) => Promise<HttpResponse>,
  options: ResumeOptions,
) => Promise<HttpResponse>

/** What {@link ResumeRead} needs to know. */
export interface ResumeOptions extends RetryOptions {
  /** What a page brings itself; see the client's option. */
  readonly resumeReads?: ResumeRead | undefined
}

/** A service beside COS, with hosts of its own. */
export interface Service {
  readonly name: string
  /** Finds its host, from where requests to the bucket go. */
  readonly targetOf: (target: Target, bucket: string, region: string | undefined) => Target
}

/** What an error says that is no XML document. */
export interface ToldError {
  readonly code: string
  readonly message: string
  readonly requestId: string | undefined
}

/** One COS API, as data: everything else is read from it. */
export interface Operation<Route extends string = string, Input extends InputShape = InputShape, Output extends OutputShape = OutputShape> {
  /** COS's own name. */
  readonly name: string
  /** The line from the COS documentation: `PUT /{bucket}/{key}?acl`. */
  readonly route: Route
  readonly input: Input
  readonly output: Output
  /** Status of success, for the server side. Default 200. */
  readonly status?: number | undefined
  /** Codes this operation documents beyond those every operation can give. */
  readonly errors?: readonly string[] | undefined
  /** For lists: how to get the next page. */
  readonly page?: PageRule | undefined
  /** A digest that COS wants with the body. */
  readonly digest?: BodyDigest | undefined
  /** The checksum by which the bytes of the body are checked against the answer. */
  readonly checksum?: BodyChecksum | undefined
  /** Sends it and, when the bytes of the answer break off, goes on reading where they did. */
  readonly resume?: ResumeRead | undefined
  /** Refuses input that the members alone cannot tell to be wrong. */
  readonly check?: ((input: Named<Address<Route> & MembersOf<Input>>) => void) | undefined
  /** `errorInBody` when a 200 may carry an error document (copy, complete): it throws what the document says. */
  readonly errorInBody?: ((request: HttpRequest, response: HttpResponse) => Promise<HttpResponse>) | undefined
  /** `codeOfStatus(…)` when a refusal may come without a document (HEAD, 304): gives the code its status stands for. */
  readonly codeOf?: ((status: number) => string | undefined) | undefined
  /** Reads errors that are no XML documents; undefined when the text is no error. */
  readonly errorOf?: ((text: string) => ToldError | undefined) | undefined
  /** The service it is sent to, when that is not COS itself. */
  readonly service?: Service | undefined
  /** Whether repeating it does no harm. Default: every method but POST. */
  readonly isIdempotent?: boolean | undefined
  /** True for what carries its own authority, or needs none: it is sent without a signature. Default false. */
  readonly isUnsigned?: boolean | undefined
}

/** Any operation. */
export type AnyOperation = Omit<Operation, 'check'> & { readonly check?: ((input: never) => void) | undefined }

type Address<Route extends string> = Route extends `${string}/{bucket}/{taskId}${string}`
  ? BucketAddress & TaskAddress
  : Route extends `${string}{key}${string}`
    ? ObjectAddress
    : Route extends `${string}{bucket}${string}`
      ? BucketAddress
      : {}
type Named<T> = { [K in keyof T]: T[K] } & {}

/** The input of an operation: the address its route names, and its members. */
export type InputOf<P> = P extends { readonly route: infer Route extends string; readonly input: infer Input }
  ? Named<Address<Route> & MembersOf<Input>>
  : never
/** The output of an operation. */
export type OutputOf<P> = P extends { readonly output: infer Output } ? MembersOf<Output> : never

/** Declares an operation. Keep what it returns in a `const` so that its exact type is kept. */
/* @__NO_SIDE_EFFECTS__ */
export function defineOperation<const Route extends string, Input extends InputShape, Output extends OutputShape>(
  operation: Operation<Route, Input, Output>,
): Operation<Route, Input, Output> {
  return operation
}
