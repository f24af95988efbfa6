import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { Fault } from '../../fault.js'

/** What an origin answered. */
export interface OriginAnswer {
  readonly status: number
  /** Names in lower case, without those about the connection. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: AsyncIterable<Uint8Array>
  /** Gives the body up. */
  readonly discard: () => Promise<void>
}

/** How an origin is asked. */
export interface OriginQuestion {
  readonly method: 'GET' | 'HEAD'
  readonly headers: Readonly<Record<string, string>>
  /** How many redirects are followed. */
  readonly redirects: number
  /** Ends question and answer. */
  readonly signal?: AbortSignal | undefined
}

/** An origin that takes longer between two signs of life is given up. */
const idleTimeoutMs = 10_000

/** Asks an origin; undefined when it cannot be reached. Only origins on this machine are asked: rules are data of clients. */
export async function askOrigin(address: string, question: OriginQuestion): Promise<OriginAnswer | undefined> {
  const url = new URL(address)
  if (!isLoopback(url.hostname)) {
    throw new Fault('NotImplemented', { message: `This server fetches from origins on its own machine only, not from ${url.hostname}.` })
  }
  const answer = await send(url, question)
  const location = answer?.headers.location
  if (!answer || location === undefined || question.redirects === 0 || !/^30[12378]$/.test(String(answer.statusCode))) {
    return answer && originAnswer(answer)
  }
  answer.destroy()
  return askOrigin(new URL(location, url).href, { ...question, redirects: question.redirects - 1 })
}

/** Tells whether a host is this machine by its name alone. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}

function send(url: URL, { method, headers, signal }: OriginQuestion): Promise<IncomingMessage | undefined> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve) => {
    const asked = request(url, { method, headers, timeout: idleTimeoutMs, ...(signal && { signal }) }, resolve)
    asked.on('timeout', () => asked.destroy(new Error('The origin is silent.')))
    asked.on('error', () => resolve(undefined))
    asked.end()
  })
}

function originAnswer(message: IncomingMessage): OriginAnswer {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(message.headers)) {
    if (typeof value === 'string' && !/^(?:connection|keep-alive|transfer-encoding|date|server|x-cos-.*)$/.test(name)) headers[name] = value
  }
  return {
    status: message.statusCode ?? 0,
    headers,
    body: message,
    async discard() {
      message.destroy()
    },
  }
}
