import { createLocalServer, openLocalServer } from './local-server.js'
import { requestLine } from './request-line.js'
import type { RequestRecord } from './request-record.js'

/** Options of {@link runLocalServer}. */
export interface RunLocalServerOptions {
  /** Default 9000. */
  readonly port?: number | undefined
  /** Default `127.0.0.1`: nobody else can connect. */
  readonly host?: string | undefined
  /** Folder where everything is kept. Default: in memory. */
  readonly data?: string | undefined
  /** Default `ap-guangzhou`. */
  readonly region?: string | undefined
  /** Leaves out the line for each request. Default false. */
  readonly isQuiet?: boolean | undefined
  /** Ignores what this server does not have, instead of answering 501. Default false. */
  readonly loose?: boolean | undefined
  /** How often it does what time brings, in milliseconds; 0 is never. Default 300,000. */
  readonly sweepIntervalMs?: number | undefined
  /** Origins whose pages may read answers. Default none. */
  readonly allowOrigins?: readonly string[] | undefined
  /** Takes each line of output. */
  readonly write: (line: string) => void
  /** Ends the server. */
  readonly signal: AbortSignal
}

/** Runs a server until the signal ends it, telling what it does: what `cos local` and `cos-local-server` are. */
export async function runLocalServer(options: RunLocalServerOptions): Promise<void> {
  const { port = 9000, host, data, isQuiet = false, write, signal } = options
  const settings = {
    region: options.region,
    loose: options.loose,
    allowOrigins: options.allowOrigins,
    sweepIntervalMs: options.sweepIntervalMs,
    onRequest: isQuiet ? undefined : (record: RequestRecord) => write(requestLine(record)),
  }
  await using server = data === undefined ? createLocalServer(settings) : await openLocalServer({ ...settings, data })
  const { url } = await server.listen({ port, host })
  write(`COS is at ${url}${data === undefined ? ', in memory' : `, kept in ${data}`}`)
  write(`  secret id   ${server.credentials.secretId}`)
  write(`  secret key  ${server.credentials.secretKey}`)
  write(`  region      ${server.region}`)
  write('For example, in JavaScript:')
  write(
    `  new CosClient({ endpoint: '${url}', region: '${server.region}', credentials: { secretId: '${server.credentials.secretId}', secretKey: '${server.credentials.secretKey}' } })`,
  )
  if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
