import type { RequestOptions } from 'node:http'
import { sdkVersion } from '../version.js'
import { HttpExchange } from './http-exchange.js'
import { type HttpPool, openPool } from './http-pool.js'
import { requestTarget } from './request-target.js'
import type { BodySource, ConnectionOptions, HttpRequest, HttpResponse, Transport } from './transport.js'

/**
 * Carries requests by `node:http` and `node:https`: Node, unless there is a proxy. It knows none: `createUndiciTransport`
 * does. They are loaded with the first request that needs them.
 */
export function createHttpTransport(options: ConnectionOptions = {}): Transport {
  const userAgent = options.userAgent ? `${sdkVersion} ${options.userAgent}` : sdkVersion
  const timeoutMs = options.idleTimeoutMs ?? 60_000
  const askFromBytes = options.expectContinueBytes ?? Number.POSITIVE_INFINITY
  const addresses = new Map<string, Address>()
  let pool: HttpPool | undefined

  const begin = (request: HttpRequest, source: BodySource | undefined): Promise<HttpResponse> => {
    const { protocol, method, host, connectTo = host, signal } = request
    signal?.throwIfAborted()
    const sizeBytes = sizeOf(request, source)
    const isAsking = source !== undefined && (sizeBytes ?? 0) >= askFromBytes
    const headers = ['host', host, 'user-agent', userAgent]
    for (const name in request.headers) headers.push(name, request.headers[name]!)
    if (sizeBytes !== undefined && request.headers['content-length'] === undefined) headers.push('content-length', String(sizeBytes))
    if (isAsking) headers.push('expect', '100-continue')
    pool ??= openPool(options)
    const used = pool
    const over = () => used.ended()
    return new Promise((resolve, reject) => {
      const outgoing = used.request(protocol, {
        ...addressOf(addresses, protocol, connectTo),
        // TLS asks for the name, wherever that is.
        servername: protocol === 'https:' ? serverName(addressOf(addresses, protocol, host)) : undefined,
        method,
        // Sent as it is; what `URL` makes of it would be another object.
        path: requestTarget(request),
        headers,
        timeout: timeoutMs,
      } as RequestOptions)
      used.began()
      new HttpExchange(outgoing, { method, signal, timeoutMs, source, sizeBytes, isAsking, over }, resolve, reject)
    })
  }

  const transport: Transport = async (request) => {
    const { body } = request
    const resting = pool?.rested()
    if (resting) await resting
    return begin(request, typeof body === 'function' ? await body() : body)
  }
  transport.close = async () => {
    const closing = pool
    pool = undefined
    await closing?.close()
  }
  return transport
}

/** Where to connect. */
interface Address {
  readonly hostname: string
  readonly port: string
}

function addressOf(known: Map<string, Address>, protocol: string, host: string): Address {
  const origin = `${protocol}//${host}`
  let address = known.get(origin)
  if (!address) {
    const { hostname, port } = new URL(origin)
    address = { hostname: hostname.replace(/^\[|\]$/g, ''), port }
    known.set(origin, address)
  }
  return address
}

/** An address has no name to ask for. */
function serverName({ hostname }: Address): string {
  return process.getBuiltinModule('node:net').isIP(hostname) ? '' : hostname
}

/** How long the body is, where that was said or can be seen. */
function sizeOf({ headers, method }: HttpRequest, body: BodySource | undefined): number | undefined {
  const given = headers['content-length']
  if (given !== undefined) return Number(given)
  if (body === undefined) return method.startsWith('P') ? 0 : undefined
  if (typeof body === 'string') return Buffer.byteLength(body)
  return body instanceof Uint8Array || body instanceof ArrayBuffer ? body.byteLength : undefined
}
