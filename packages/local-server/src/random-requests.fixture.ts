import { createHash } from 'node:crypto'

/** A source of chance that can be repeated. */
export interface Dice {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number
  pick<T>(items: readonly T[]): T
  chance(probability: number): boolean
}

/** Makes dice that always fall the same way for the same seed (mulberry32). */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    below: (limit) => Math.floor(next() * limit),
    pick: (items) => items[Math.floor(next() * items.length)]!,
    chance: (probability) => next() < probability,
  }
}

const bucket = 'photos-1250000000'
const methods = ['GET', 'GET', 'PUT', 'PUT', 'POST', 'POST', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'get', 'X']
const hosts = [
  `${bucket}.cos.ap-guangzhou.myqcloud.com`,
  `${bucket}.cos.ap-guangzhou.myqcloud.com`,
  `${bucket}.cos.ap-guangzhou.myqcloud.com`,
  `${bucket}.cos.ap-guangzhou.myqcloud.com`,
  `${bucket}.cos.ap-guangzhou.myqcloud.com:1`,
  `${bucket}.cos.ap-beijing.myqcloud.com`,
  'missing-1250000000.cos.ap-guangzhou.myqcloud.com',
  'service.cos.myqcloud.com',
  '127.0.0.1:9000',
  'a..b',
  '',
  '[::1]',
]
const paths = [
  '/',
  '/',
  '/k',
  '/k',
  '/k',
  '/k',
  '/k',
  '/k',
  '/%',
  '/%ff',
  '/%00',
  '/a%20b',
  '//',
  '/../..',
  '/.%2F',
  `/${bucket}`,
  `/${bucket}/k`,
  '*',
  'k',
  '/%F0%9F%92%A9',
  `/${'a'.repeat(900)}`,
]
const parameters = [
  'acl',
  'delete',
  'uploads',
  'location',
  'versions',
  'uploadId',
  'partNumber',
  'prefix',
  'marker',
  'max-keys',
  'delimiter',
  'encoding-type',
  'versionId',
  'response-content-type',
  'response-expires',
  'max-parts',
  'part-number-marker',
  'region',
  'range',
  'create-time',
  'q-ak',
  'sign',
  'q-signature',
  '__proto__',
  'constructor',
  'x-cos-traffic-limit',
  '',
]
const headerNames = [
  'range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'content-md5',
  'content-type',
  'content-length',
  'expires',
  'x-cos-acl',
  'x-cos-storage-class',
  'x-cos-copy-source',
  'x-cos-copy-source-range',
  'x-cos-copy-source-if-match',
  'x-cos-metadata-directive',
  'x-cos-meta-a',
  'x-cos-content-sha1',
  'x-cos-security-token',
  'x-cos-traffic-limit',
  'x-cos-unheard-of',
  'authorization',
  'origin',
  'transfer-encoding',
  'access-control-request-method',
  'x-cos-meta-__proto__',
]
const values = [
  '',
  '0',
  '1',
  '-1',
  '1.5',
  '99999999999999999999',
  'x',
  '"x"',
  '*',
  'bytes=0-1',
  'bytes=5-',
  'bytes=-5',
  'url',
  'null',
  'Copy',
  'Replaced',
  'private',
  'ARCHIVE',
  'Wed, 28 Oct 2020 20:30:00 GMT',
  'true',
  `${bucket}.cos.ap-guangzhou.myqcloud.com/k`,
  `${bucket}.cos.ap-guangzhou.myqcloud.com/%`,
  'q-sign-algorithm=sha1&q-ak=x&q-sign-time=0;1&q-key-time=0;1&q-header-list=&q-url-param-list=&q-signature=x',
  'a'.repeat(3000),
  '\xff\xfe',
  '%0d%0a',
  '819200',
]
const documents = [
  '<Delete><Object><Key>k</Key></Object></Delete>',
  '<Delete/>',
  '<Delete><Object><Key>',
  '<!DOCTYPE a [<!ENTITY b "c">]><Delete>&b;</Delete>',
  '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"x"</ETag></Part></CompleteMultipartUpload>',
  '<a/>',
  '<',
  '',
  'text',
  '{}',
  `${'<a>'.repeat(2000)}`,
  '<Delete><Object><Key>&#xD800;&#0;</Key></Object></Delete>',
  '<Delete><__proto__/><Object><Key>x</Key></Object></Delete>',
  '\0\x01',
]

/** A request nobody would write. */
export interface RandomRequest {
  readonly method: string
  readonly target: string
  readonly headers: Record<string, string>
  readonly body: Buffer
  /** How many bytes of the body arrive before the connection breaks; undefined when all do. */
  readonly brokenAfterBytes: number | undefined
}

/** Requests that are nearly right reach what nonsense does not. */
const sensible: readonly { method: string; target: string; headers: Readonly<Record<string, string>>; body?: string }[] = [
  { method: 'PUT', target: '/k', headers: {}, body: 'some text' },
  { method: 'PUT', target: '/dir/k', headers: { 'x-cos-meta-a': 'b' }, body: '' },
  { method: 'GET', target: '/k', headers: { range: 'bytes=0-1' } },
  { method: 'GET', target: '/k', headers: { range: 'bytes=99-' } },
  { method: 'GET', target: '/k', headers: { 'if-none-match': '*' } },
  { method: 'HEAD', target: '/k', headers: { 'if-match': 'x' } },
  { method: 'GET', target: '/?delimiter=/&max-keys=1', headers: {} },
  { method: 'PUT', target: '/copy', headers: { 'x-cos-copy-source': `${bucket}.cos.ap-guangzhou.myqcloud.com/k` } },
  { method: 'POST', target: '/k?uploads', headers: {} },
  { method: 'PUT', target: '/', headers: {} },
  { method: 'DELETE', target: '/', headers: {} },
  { method: 'POST', target: '/?delete', headers: {}, body: '<Delete><Object><Key>x</Key></Object></Delete>' },
]

function nearlyRight(dice: Dice): RandomRequest {
  const { method, target, headers, body = '' } = dice.pick(sensible)
  const bytes = Buffer.from(body)
  const digests = { 'content-length': String(bytes.length), 'content-md5': createHash('md5').update(bytes).digest('base64') }
  const odd = dice.chance(0.5) ? { [dice.pick(headerNames)]: dice.pick(values) } : {}
  return { method, target, headers: { host: hosts[0]!, ...digests, ...headers, ...odd }, body: bytes, brokenAfterBytes: undefined }
}

/** Throws a request. */
export function randomRequest(dice: Dice): RandomRequest {
  if (dice.chance(0.3)) return nearlyRight(dice)
  const query = Array.from({ length: dice.below(4) }, () => {
    const name = encodeURIComponent(dice.pick(parameters))
    return dice.chance(0.4) ? name : `${name}=${dice.chance(0.1) ? '%' : encodeURIComponent(dice.pick(values))}`
  })
  const headers: Record<string, string> = { host: dice.pick(hosts) }
  for (let count = dice.below(5); count > 0; count--) headers[dice.pick(headerNames)] = dice.pick(values)
  const body = randomBody(dice)
  if (dice.chance(0.7)) headers['content-length'] = String(body.length)
  if (dice.chance(0.5)) headers['content-md5'] = createHash('md5').update(body).digest('base64')
  return {
    method: dice.pick(methods),
    target: dice.pick(paths) + (query.length ? `?${query.join('&')}` : ''),
    headers,
    body,
    brokenAfterBytes: dice.chance(0.05) ? dice.below(body.length + 1) : undefined,
  }
}

function randomBody(dice: Dice): Buffer {
  const text = dice.pick(documents)
  const bytes = Buffer.from(text)
  if (bytes.length > 0 && dice.chance(0.3)) bytes[dice.below(bytes.length)] = dice.below(256)
  return dice.chance(0.2) ? bytes.subarray(0, dice.below(bytes.length + 1)) : bytes
}
