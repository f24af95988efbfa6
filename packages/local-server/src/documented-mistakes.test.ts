import { AppendObjectCommand, CreateMultipartUploadCommand, customerKey, PutObjectCommand, PutSymlinkCommand } from '@cos/core'
import { beforeAll, expect, test } from 'vitest'
import { bucket, clientOf, raw, withBucket } from './local-server.fixture.js'

// One row per mistake that the service documents: what is asked, and what is answered. `{upload}` stands for an unfinished upload of
// `parts`. Add rows freely; order means nothing.

type Row = readonly [
  what: string,
  method: string,
  target: string,
  headers: Record<string, string>,
  status: number,
  code: string,
  body?: string | undefined,
]

const empty = { 'content-length': '0' }
const md5OfNothing = '1B2M2Y8AsgTpgAmY7PhCfg=='
const ownKey = customerKey('MDEyMzQ1Njc4OUFCQ0RFRjAxMjM0NTY3ODlBQkNERUY=')
const customer = 'x-cos-server-side-encryption-customer'
const keyHeaders = (key: string, md5: string, algorithm = 'AES256') => ({
  [`${customer}-algorithm`]: algorithm,
  [`${customer}-key`]: key,
  [`${customer}-key-md5`]: md5,
})
const otherKey = customerKey(new Uint8Array(32))
const source = (path: string) => ({ ...empty, 'x-cos-copy-source': `photos-1250000000.cos.ap-guangzhou.myqcloud.com/${path}` })
const part = (numbers: readonly (readonly [number, string])[]) =>
  `<CompleteMultipartUpload>${numbers.map(([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`).join('')}</CompleteMultipartUpload>`
const etag = '"d41d8cd98f00b204e9800998ecf8427e"'
const long = 'k'.repeat(851)
const put = (what: string, headers: Record<string, string>, code: string, status = 400): Row => [
  what,
  'PUT',
  '/new',
  { ...empty, ...headers },
  status,
  code,
]
const get = (what: string, target: string, headers: Record<string, string>, code: string, status: number): Row => [
  what,
  'GET',
  target,
  headers,
  status,
  code,
]
const complete = (what: string, body: string, code: string, status = 400, target = '/parts?uploadId={upload}'): Row => [
  what,
  'POST',
  target,
  {},
  status,
  code,
  body,
]
const change = (what: string, target: string, headers: Record<string, string>, code: string, body?: string): Row => [
  what,
  'PUT',
  target,
  headers,
  400,
  code,
  body,
]
const grants = (count: number, permission = 'READ') => {
  const list = Array.from({ length: count }, (_, at) => {
    const id = `qcs::cam::uin/${at + 1}:uin/${at + 1}`
    return `<Grant><Grantee><ID>${id}</ID></Grantee><Permission>${permission}</Permission></Grant>`
  })
  return `<AccessControlPolicy><AccessControlList>${list.join('')}</AccessControlList></AccessControlPolicy>`
}
const form = (...lines: readonly string[]) => lines.join('\r\n')
const multipart = { 'content-type': 'multipart/form-data; boundary=b' }
const post = (what: string, body: string, code: string, status = 400, headers: Record<string, string> = multipart): Row => [
  what,
  'POST',
  '/',
  headers,
  status,
  code,
  body,
]

const rows: readonly Row[] = [
  put('an MD5 that is none', { 'content-md5': 'x' }, 'InvalidDigest'),
  put('an MD5 of other bytes', { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' }, 'BadDigest'),
  put('a SHA-1 of other bytes', { 'x-cos-content-sha1': 'a'.repeat(40) }, 'InvalidSHA1Digest'),
  put('an unknown class', { 'x-cos-storage-class': 'COLD' }, 'NotSupportedStorageClass'),
  put('a class for several zones', { 'x-cos-storage-class': 'MAZ_STANDARD' }, 'MAZOperationNotSupportOnOAZBucket'),
  put('an unknown list', { 'x-cos-acl': 'open' }, 'InvalidArgument'),
  put('a grant to nobody', { 'x-cos-grant-read': 'somebody' }, 'InvalidArgument'),
  put('tags that are no pairs', { 'x-cos-tagging': 'a=b=c' }, 'InvalidTag'),
  put('tags not encoded', { 'x-cos-tagging': 'a=%zz' }, 'InvalidTag'),
  put('eleven tags', { 'x-cos-tagging': Array.from({ length: 11 }, (_, at) => `t${at}=1`).join('&') }, 'InvalidTag'),
  put('too slow a limit', { 'x-cos-traffic-limit': '819199' }, 'InvalidArgument'),
  put('too fast a limit', { 'x-cos-traffic-limit': '838860801' }, 'InvalidArgument'),
  put('a limit that is no number', { 'x-cos-traffic-limit': 'fast' }, 'InvalidArgument'),
  put('too long metadata', { 'x-cos-meta-a': 'a'.repeat(2049) }, 'MetadataTooLarge'),
  put(
    'too much metadata',
    { 'x-cos-meta-a': 'a'.repeat(2000), 'x-cos-meta-b': 'b'.repeat(2000), 'x-cos-meta-c': 'c'.repeat(200) },
    'MetadataTooLarge',
  ),
  put('an unknown encryption', { 'x-cos-server-side-encryption': 'DES' }, 'SSEContentNotSupported'),
  put('two encryptions', { 'x-cos-server-side-encryption': 'AES256', ...keyHeaders(ownKey.key, ownKey.keyMd5) }, 'SSEContentNotSupported'),
  put(
    'a context that is no JSON',
    { 'x-cos-server-side-encryption': 'cos/kms', 'x-cos-server-side-encryption-context': 'x' },
    'SSEContentNotSupported',
  ),
  put('a short key', keyHeaders('AAAA', ownKey.keyMd5), 'SsecDecryptHeaderInvalid'),
  put('the MD5 of another key', keyHeaders(ownKey.key, otherKey.keyMd5), 'SsecDecryptHeaderInvalid'),
  put('a key without its MD5', { [`${customer}-algorithm`]: 'AES256', [`${customer}-key`]: ownKey.key }, 'SsecDecryptHeaderInvalid'),
  put('an unknown algorithm', keyHeaders(ownKey.key, ownKey.keyMd5, 'DES'), 'SsecDecryptHeaderInvalid'),
  put('more than 5 GB', { 'content-length': String(5 * 1024 ** 3 + 1) }, 'EntityTooLarge'),
  ['a key of 851 bytes', 'PUT', `/${long}`, empty, 400, 'KeyTooLong'],
  ['no bucket', 'PUT', '/new', { ...empty, host: 'none-1250000000.cos.ap-guangzhou.myqcloud.com' }, 404, 'NoSuchBucket'],
  ['a bucket of another region', 'GET', '/a', { host: 'photos-1250000000.cos.ap-beijing.myqcloud.com' }, 404, 'NoSuchBucket'],

  change('no list at all', '/?acl', empty, 'MissingRequestBodyError'),
  change('a list of the bucket there is not', '/?acl', { ...empty, 'x-cos-acl': 'secret' }, 'InvalidArgument'),
  change('a list of an object there is not', '/a?acl', { ...empty, 'x-cos-acl': 'secret' }, 'InvalidArgument'),
  change('grants of the bucket to nobody', '/?acl', { ...empty, 'x-cos-grant-write': 'somebody' }, 'InvalidArgument'),
  change('a list and a document', '/?acl', { 'x-cos-acl': 'private' }, 'InvalidRequest', grants(1)),
  change('a list that is none', '/?acl', {}, 'MalformedXML', '<Other/>'),
  change('a permission there is not', '/a?acl', {}, 'MalformedXML', grants(1, 'EAT')),
  change('101 grants', '/?acl', {}, 'PolicyFull', grants(101)),
  ['a list of a missing object', 'PUT', '/missing?acl', { ...empty, 'x-cos-acl': 'private' }, 404, 'NoSuchKey'],
  get('a policy that was never put', '/?policy', {}, 'NoSuchBucketPolicy', 404),
  change('a policy that is no JSON', '/?policy', {}, 'MalformedPolicy', '{'),
  change('a policy without statements', '/?policy', {}, 'MalformedPolicy', '{"version":"2.0"}'),
  change(
    'a policy for nobody',
    '/?policy',
    {},
    'MalformedPolicy',
    '{"version":"2.0","statement":[{"effect":"allow","action":"*","resource":"*"}]}',
  ),
  ['a bucket that is ours already', 'PUT', '/', empty, 409, 'BucketAlreadyOwnedByYou'],
  ['a name with capitals', 'PUT', '/Photos-1250000000', { ...empty, host: '127.0.0.1:9000' }, 400, 'InvalidBucketName'],
  ['a name that begins with a hyphen', 'PUT', '/-a-1250000000', { ...empty, host: '127.0.0.1:9000' }, 400, 'InvalidBucketName'],
  ['a name without a number', 'PUT', '/photos', { ...empty, host: '127.0.0.1:9000' }, 400, 'InvalidBucketName'],
  ['a name of 64 letters', 'PUT', `/${'a'.repeat(53)}-1250000000`, { ...empty, host: '127.0.0.1:9000' }, 400, 'BucketNameTooLong'],
  ['a bucket that is not empty', 'DELETE', '/', {}, 409, 'BucketNotEmpty'],

  get('a missing key', '/missing', {}, 'NoSuchKey', 404),
  get('a missing version', '/a?versionId=MTg0NDUxODMzMTMwMDM2Njc1ODA', {}, 'NoSuchVersion', 404),
  get('a version that is none', '/a?versionId=x', {}, 'InvalidArgument', 400),
  get('a range behind the end', '/a', { range: 'bytes=11-' }, 'InvalidRange', 416),
  get('an empty suffix', '/a', { range: 'bytes=-0' }, 'InvalidRange', 416),
  get('another ETag', '/a', { 'if-match': '"x"' }, 'PreconditionFailed', 412),
  get('changed since', '/a', { 'if-unmodified-since': 'Wed, 28 Oct 2009 20:30:00 GMT' }, 'PreconditionFailed', 412),
  get('a key for what needs none', '/a', keyHeaders(ownKey.key, ownKey.keyMd5), 'SSEHeaderNotAllowed', 400),
  get('no key', '/sealed', {}, 'SsecDecryptHeaderInvalid', 400),
  get('another key', '/sealed', keyHeaders(otherKey.key, otherKey.keyMd5), 'SsecDecryptHeaderInvalid', 400),
  get('an archived object', '/archived', {}, 'InvalidObjectState', 403),
  get('too slow a limit', '/a?x-cos-traffic-limit=1', {}, 'InvalidArgument', 400),
  get('a link to nowhere', '/link', {}, 'NoSuchKey', 404),
  get('a link without end', '/loop', {}, 'InvalidArgument', 400),
  get('the target of what is no link', '/a?symlink', {}, 'NoSuchKey', 404),
  get('no encryption configuration', '/?encryption', {}, 'NoSuchEncryptionConfiguration', 404),
  get('no tags of a bucket', '/?tagging', {}, 'NoSuchTagSet', 404),

  ['a link without a target', 'PUT', '/l?symlink', empty, 400, 'InvalidArgument'],
  ['a link whose target is not encoded', 'PUT', '/l?symlink', { ...empty, 'x-cos-symlink-target': '%zz' }, 400, 'InvalidArgument'],
  ['a rename of nothing', 'PUT', '/r?rename', { ...empty, 'x-cos-rename-source': 'missing' }, 404, 'NoSuchKey'],
  ['a rename without a source', 'PUT', '/r?rename', empty, 400, 'InvalidArgument'],
  ['a rename onto itself', 'PUT', '/a?rename', { ...empty, 'x-cos-rename-source': 'a' }, 400, 'InvalidArgument'],
  ['an append behind the end', 'POST', '/log?append&position=9', {}, 409, 'AppendPositionErr', 'x'],
  ['an append at 0 of what is there', 'POST', '/log?append&position=0', {}, 409, 'AppendPositionErr', 'x'],
  ['an append to a normal object', 'POST', '/a?append&position=0', {}, 409, 'ObjectNotAppendable', 'x'],
  ['an append before the start', 'POST', '/log?append&position=-1', {}, 400, 'InvalidArgument', 'x'],
  ['an append of other bytes', 'POST', '/log?append&position=1', { 'content-md5': md5OfNothing }, 400, 'BadDigest', 'x'],
  [
    'an append with tiering',
    'POST',
    '/t?append&position=0',
    { 'x-cos-storage-class': 'INTELLIGENT_TIERING' },
    400,
    'NotSupportedStorageClass',
    'x',
  ],

  ['a copy of a missing key', 'PUT', '/c', source('missing'), 404, 'NoSuchKey'],
  ['a copy of nothing', 'PUT', '/c', { ...empty, 'x-cos-copy-source': 'x' }, 400, 'InvalidCopySource'],
  [
    'a copy from no bucket',
    'PUT',
    '/c',
    { ...empty, 'x-cos-copy-source': 'none-1250000000.cos.ap-guangzhou.myqcloud.com/a' },
    404,
    'NoSuchBucket',
  ],
  ['a copy of a version that is none', 'PUT', '/c', source('a?versionId=x'), 400, 'InvalidArgument'],
  ['a copy of a missing version', 'PUT', '/c', source('a?versionId=MTg0NDUxODMzMTMwMDM2Njc1ODA'), 404, 'NoSuchVersion'],
  ['a copy onto itself', 'PUT', '/a', source('a'), 400, 'InvalidRequest'],
  ['a copy of another ETag', 'PUT', '/c', { ...source('a'), 'x-cos-copy-source-if-match': '"x"' }, 412, 'PreconditionFailed'],
  [
    'a copy of this ETag',
    'PUT',
    '/c',
    { ...source('a'), 'x-cos-copy-source-if-none-match': '"5eb63bbbe01eeed093cb22bb8f5acdc3"' },
    412,
    'PreconditionFailed',
  ],
  ['an archived source', 'PUT', '/c', source('archived'), 403, 'InvalidObjectState'],
  ['a source whose key is not given', 'PUT', '/c', source('sealed'), 400, 'SsecDecryptHeaderInvalid'],
  ['an unknown directive', 'PUT', '/c', { ...source('a'), 'x-cos-metadata-directive': 'Merge' }, 400, 'InvalidArgument'],

  ['a part of no upload', 'PUT', '/parts?partNumber=1&uploadId=1', {}, 404, 'NoSuchUpload', 'x'],
  ['a part of another key', 'PUT', '/other?partNumber=1&uploadId={upload}', {}, 404, 'NoSuchUpload', 'x'],
  ['part 0', 'PUT', '/parts?partNumber=0&uploadId={upload}', {}, 400, 'InvalidArgument', 'x'],
  ['part 10,001', 'PUT', '/parts?partNumber=10001&uploadId={upload}', {}, 400, 'InvalidArgument', 'x'],
  ['a part of other bytes', 'PUT', '/parts?partNumber=1&uploadId={upload}', { 'content-md5': md5OfNothing }, 400, 'BadDigest', 'x'],
  [
    'a part with a key it does not need',
    'PUT',
    '/parts?partNumber=1&uploadId={upload}',
    keyHeaders(ownKey.key, ownKey.keyMd5),
    400,
    'SSEHeaderNotAllowed',
    'x',
  ],
  [
    'a range outside of its source',
    'PUT',
    '/parts?partNumber=1&uploadId={upload}',
    { ...source('a'), 'x-cos-copy-source-range': 'bytes=0-11' },
    416,
    'InvalidRange',
  ],
  complete('no upload to complete', part([[1, etag]]), 'NoSuchUpload', 404, '/parts?uploadId=1'),
  complete('no parts', '<CompleteMultipartUpload></CompleteMultipartUpload>', 'MalformedXML'),
  complete('a part never sent', part([[1, etag]]), 'InvalidPart'),
  complete(
    'parts in disorder',
    part([
      [2, etag],
      [1, etag],
    ]),
    'InvalidPartOrder',
  ),
  complete(
    'parts with a gap',
    part([
      [1, etag],
      [3, etag],
    ]),
    'InvalidPart',
  ),
  complete('a document cut off', '<CompleteMultipartUpload><Part>', 'MalformedXML'),
  complete('another document', '<Other/>', 'MalformedXML'),
  complete('no document', '', 'MissingRequestBodyError'),
  ['no upload to abort', 'DELETE', '/parts?uploadId=1', {}, 404, 'NoSuchUpload'],
  ['no upload to list', 'GET', '/parts?uploadId=1', {}, 404, 'NoSuchUpload'],
  ['an upload id that is empty', 'GET', '/parts?uploadId=', {}, 400, 'ListPartUploadIdIsEmpty'],

  post('a form that is none', 'x', 'MalformedPOSTRequest', 400, { 'content-type': 'text/plain' }),
  post('a form without an end', form('--b', 'Content-Disposition: form-data; name="key"', '', 'k'), 'MalformedPOSTRequest'),
  post(
    'a form without a file',
    form('--b', 'Content-Disposition: form-data; name="key"', '', 'k', '--b--', ''),
    'IncorrectNumberOfFilesInPostRequest',
  ),
  post('a form without a name', form('--b', 'Content-Disposition: form-data', '', 'k', '--b--', ''), 'MalformedPOSTRequest'),
  post(
    'a form of nobody',
    form(
      '--b',
      'Content-Disposition: form-data; name="key"',
      '',
      'k',
      '--b',
      'Content-Disposition: form-data; name="file"',
      '',
      'x',
      '--b--',
      '',
    ),
    'AccessDenied',
    403,
  ),
  post('a form without a key', form('--b', 'Content-Disposition: form-data; name="file"', '', 'x', '--b--', ''), 'InvalidArgument'),
  post(
    'a form whose policy is not signed',
    form(
      '--b',
      'Content-Disposition: form-data; name="policy"',
      '',
      'e30=',
      '--b',
      'Content-Disposition: form-data; name="file"',
      '',
      'x',
      '--b--',
      '',
    ),
    'AccessDenied',
    403,
  ),
]

let world: Awaited<ReturnType<typeof withBucket>>
let upload: string
beforeAll(async () => {
  world = await withBucket()
  const client = clientOf(world.server)
  await client.send(new PutObjectCommand({ bucket, key: 'a', body: 'hello world' }))
  await client.send(new PutObjectCommand({ bucket, key: 'sealed', body: 'hello world', encryption: ownKey }))
  await client.send(new PutObjectCommand({ bucket, key: 'archived', body: 'x', storageClass: 'ARCHIVE' }))
  await client.send(new AppendObjectCommand({ bucket, key: 'log', position: 0, body: 'x' }))
  await client.send(new PutSymlinkCommand({ bucket, key: 'link', symlinkTarget: 'nowhere' }))
  await client.send(new PutSymlinkCommand({ bucket, key: 'loop', symlinkTarget: 'loop' }))
  upload = (await client.send(new CreateMultipartUploadCommand({ bucket, key: 'parts' }))).uploadId
})

test('there are many of them', () => expect(rows.length).toBeGreaterThanOrEqual(80))

for (const [what, method, target, headers, status, code, body] of rows) {
  test(`${what}: ${method} ${target.slice(0, 60)} is ${status} ${code}`, async () => {
    const answer = await raw(world.server, { method, target: target.replace('{upload}', upload), headers, body })
    expect([answer.status, answer.code]).toEqual([status, code])
  })
}
