import type { GetBucketCorsOutput } from '@cos/core'
import { Fault } from '../fault.js'
import type { ServerAnswer, ServerRequest } from '../server-request.js'
import type { Arrival, BehaviourContext, CreateBehaviour } from './behaviour.js'

type Rule = GetBucketCorsOutput['rules'][number]
type Headers = Record<string, string>

/** What pages of `allowOrigins` may read, as no rule says it for them. */
const exposed = [
  'Accept-Ranges',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Language',
  'Content-Length',
  'Content-Range',
  'Date',
  'ETag',
  'Last-Modified',
  'x-cos-copy-source-version-id',
  'x-cos-delete-marker',
  'x-cos-hash-crc64ecma',
  'x-cos-next-append-position',
  'x-cos-object-type',
  'x-cos-request-id',
  'x-cos-storage-class',
  'x-cos-trace-id',
  'x-cos-version-id',
  'x-cos-bucket-region',
  // Names of user metadata cannot be listed beforehand; to requests without cookies the star means every header.
  '*',
].join(', ')
/** The exact text is not sourced [?]. */
const vary = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method'

/** Answers preflights, and lets pages read answers, by the rules of the bucket; first by the server's own `allowOrigins`. */
export const cors: CreateBehaviour = ({ configurations, allowOrigins }: BehaviourContext) => {
  const anyRule: Rule = {
    allowedOrigins: [...allowOrigins],
    allowedMethods: ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'],
    allowedHeaders: ['*'],
    maxAgeSeconds: 600,
  }
  const configured = async (bucket: string | undefined) => (bucket === undefined ? undefined : configurations.get(bucket, 'cors'))

  return {
    async insteadOfOperation({ request, address }: Arrival) {
      if (request.method !== 'OPTIONS') return undefined
      const asked = askedBy(request)
      const rules = [anyRule, ...((await configured(address.bucket))?.rules ?? [])]
      const rule = rules.find((each) => allows(each, asked.origin, asked.method) && asked.headers.every((name) => allowsHeader(each, name)))
      if (!rule) throw new Fault('AccessForbidden')
      return preflightAnswer(rule, asked.headers)
    },

    async answerHeaders({ request, address }) {
      const { origin } = request.headers
      const isServersOwn = origin !== undefined && allows(anyRule, origin, undefined)
      if (isServersOwn) return { ...allowedOrigin(anyRule, origin), 'access-control-expose-headers': exposed, vary: 'Origin' }
      const configuration = await configured(address?.bucket)
      if (!configuration) return undefined
      const varied: Headers = configuration.responseVary ? { vary } : {}
      if (origin === undefined) return varied
      const method = request.method === 'OPTIONS' ? request.headers['access-control-request-method'] : request.method
      const rule = configuration.rules.find((each) => allows(each, origin, method))
      if (!rule) return varied
      return { ...varied, ...allowedOrigin(rule, origin), ...saidOf(rule) }
    },
  }
}

interface Asked {
  readonly origin: string
  readonly method: string
  readonly headers: readonly string[]
}

function askedBy({ headers }: ServerRequest): Asked {
  const { origin } = headers
  const method = headers['access-control-request-method']
  if (!origin || !method) throw new Fault('InvalidArgument', { message: 'OPTIONS needs Origin and Access-Control-Request-Method.' })
  const names = (headers['access-control-request-headers'] ?? '').split(',').map((name) => name.trim().toLowerCase())
  return { origin, method, headers: names.filter((name) => name !== '') }
}

function preflightAnswer(rule: Rule, asked: readonly string[]): ServerAnswer {
  const allowed = asked.length > 0 ? asked : (rule.allowedHeaders ?? [])
  const headers: Headers = {
    ...saidOf(rule),
    ...(allowed.length > 0 && { 'access-control-allow-headers': allowed.join(', ') }),
    'content-length': '0',
  }
  return { status: 200, headers, body: undefined }
}

/** What a rule says to preflights and to the requests themselves. */
function saidOf({ allowedMethods, exposeHeaders = [], maxAgeSeconds }: Rule): Headers {
  return {
    'access-control-allow-methods': allowedMethods.join(', '),
    ...(exposeHeaders.length > 0 && { 'access-control-expose-headers': exposeHeaders.join(', ') }),
    ...(maxAgeSeconds !== undefined && { 'access-control-max-age': String(maxAgeSeconds) }),
  }
}

function allowedOrigin({ allowedOrigins }: Rule, origin: string): Headers {
  return { 'access-control-allow-origin': allowedOrigins.includes('*') ? '*' : origin }
}

/** Without a method: whether pages of the origin are heard at all. */
function allows({ allowedOrigins, allowedMethods }: Rule, origin: string, method: string | undefined): boolean {
  if (method !== undefined && !(allowedMethods as readonly string[]).includes(method)) return false
  return allowedOrigins.some((pattern) => matches(pattern, origin))
}

function allowsHeader({ allowedHeaders = [] }: Rule, name: string): boolean {
  return allowedHeaders.some((pattern) => matches(pattern.toLowerCase(), name))
}

/** One `*` stands for any run of characters. */
function matches(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*')
  if (star < 0) return pattern === text
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)]
  return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail)
}
