import { CosClient, type CosClientOptions, CreateBucketCommand } from '@cos/core'
import { parseTarget, sign } from '@cos/signer'
import { createLocalServer, type LocalServer } from './local-server.js'
import type { LocalServerOptions } from './local-server-options.js'
import type { AnswerBody, RequestBody } from './server-request.js'

/** The bucket of tests. */
export const bucket = 'photos-1250000000'

/** A server with one empty bucket, and a client that never repeats. */
export async function withBucket(
  options: LocalServerOptions = {},
  clientOptions: Partial<CosClientOptions> = {},
): Promise<{ readonly server: LocalServer; readonly client: CosClient }> {
  const server = createLocalServer(options)
  const client = clientOf(server, clientOptions)
  await client.send(new CreateBucketCommand({ bucket }))
  return { server, client }
}

/** A client of a server, in this process, that never repeats. */
export function clientOf(server: LocalServer, options: Partial<CosClientOptions> = {}): CosClient {
  const { credentials, transport, region } = server
  return new CosClient({ credentials, transport, region, retry: () => undefined, ...options } as CosClientOptions)
}

/** What a rejected promise was rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  return promise.then(
    () => {
      throw new Error('It did not fail.')
    },
    (error) => error,
  )
}

/** A request as it stands on a wire. */
export interface RawRequest {
  readonly method?: string | undefined
  readonly target: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: string | Uint8Array | undefined
  /** Signs it with the server's first account. Default true. */
  readonly isSigned?: boolean | undefined
}

/** The whole answer to a raw request. */
export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Code of the error document. */
  readonly code: string | undefined
}

/** Sends a request as it stands on a wire. Its host is that of the bucket unless it says another. */
export async function raw(server: LocalServer, request: RawRequest): Promise<RawAnswer> {
  const { method = 'GET', target, isSigned = true } = request
  const bytes = typeof request.body === 'string' ? Buffer.from(request.body) : request.body
  const length: Record<string, string> = bytes === undefined ? {} : { 'content-length': String(bytes.byteLength) }
  const headers: Record<string, string> = { host: `${bucket}.cos.ap-guangzhou.myqcloud.com`, ...length, ...request.headers }
  if (isSigned) {
    const { path, query } = parseTarget(target)
    headers['authorization'] = sign({ method, path, query: Object.fromEntries(query), headers }, server.credentials)
  }
  const answer = await server.serve({ method, target, headers, body: bodyOf(bytes, headers) })
  const text = await textOf(answer.body)
  return { status: answer.status, headers: answer.headers, text, code: /<Code>(.*?)<\/Code>/.exec(text)?.[1] }
}

function bodyOf(bytes: Uint8Array | undefined, headers: Readonly<Record<string, string>>): RequestBody {
  const declared = headers['content-length']
  return {
    sizeBytes: declared === undefined ? (headers['transfer-encoding'] === undefined ? 0 : undefined) : Number(declared),
    bytes: async () => bytes ?? new Uint8Array(),
    async *[Symbol.asyncIterator]() {
      if (bytes !== undefined) yield bytes
    },
  }
}

async function textOf(body: AnswerBody | undefined): Promise<string> {
  if (body === undefined) return ''
  if (body instanceof Uint8Array) return Buffer.from(body).toString()
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
