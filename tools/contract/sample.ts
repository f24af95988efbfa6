import type { AnyOperation, CodecSchema } from '@cos/core'
import type {
  BoundSchema,
  ChoiceSchema,
  ExclusiveSchema,
  IntegerSchema,
  ListSchema,
  Members,
  OneOfSchema,
  OptionalSchema,
  Schema,
  StructSchema,
} from '@cos/xml'

const etag = '"5eb63bbbe01eeed093cb22bb8f5acdc3"'
/** What a reviewer wants to read in a snapshot, by the name of the member. */
const texts: Readonly<Record<string, string>> = {
  etag,
  ifMatch: etag,
  ifNoneMatch: etag,
  copySourceIfMatch: etag,
  copySourceIfNoneMatch: etag,
  copySourceVersionId: 'MTg0NDUxODMzMTMwMDM2Njc1ODA',
  deleteMarkerVersionId: 'MTg0NDUxODMzMTMwMDM2Njc1ODA',
  crc64: '5296699108894286153',
  key: 'photos/a b+c.txt',
  prefix: 'photos/ä & ö/',
  marker: 'photos/a b+c.txt',
  nextMarker: 'photos/ä<b>.txt',
  delimiter: '/',
  uploadId: '1585130821cbb7df1d11846c073ad648e8f33b087cec2381df437acdc833cf654b9ecc6361',
  versionId: 'MTg0NDUxODMzMTMwMDM2Njc1ODA',
  bucket: 'examplebucket-1250000000',
  name: 'examplebucket-1250000000',
  region: 'ap-guangzhou',
  location: 'ap-guangzhou',
  encodingType: 'url',
  contentMd5: 'XrY7u+Ae7tCTyyK7j1rNww==',
  contentType: 'text/plain; charset=utf-8',
  contentEncoding: 'gzip',
  contentLanguage: 'en',
  contentDisposition: 'attachment; filename="a.txt"',
  contentRange: 'bytes 0-9/11',
  cacheControl: 'max-age=60',
  expires: 'Thu, 01 Dec 2033 16:00:00 GMT',
  code: 'AccessDenied',
  message: 'Access Denied.',
  md5: '5eb63bbbe01eeed093cb22bb8f5acdc3',
  taskId: 'NjZjYjE1ZmFfMTI4MDM2Xzc=',
  id: '100000000001',
}
const instant = new Date(Date.UTC(2024, 0, 2, 3, 4, 5))
const body = 'hello world'

/** One side of an operation filled with values, every optional member included. */
export function sampleOf(shape: AnyOperation['input'] | AnyOperation['output']): Record<string, unknown> {
  const isDocument = /^(xml|json)$/.test(String((shape as { kind?: unknown }).kind))
  const members = (isDocument ? (shape as { members: Members }).members : shape) as Members
  return sampleOfMembers(members)
}

/** Members of which an operation takes one or the other: what its sample leaves out. */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  PutBucketAcl: ['acl', 'grantRead', 'grantWrite', 'grantReadAcp', 'grantWriteAcp', 'grantFullControl'],
  PutObjectAcl: ['acl', 'grantRead', 'grantWrite', 'grantReadAcp', 'grantWriteAcp', 'grantFullControl'],
}

/** The input of an operation: every member that can be given together with the others. */
export function sampleInput(operation: AnyOperation): Record<string, unknown> {
  const input = { ...sampleAddress(operation), ...sampleOf(operation.input) }
  for (const member of leftOut[operation.name] ?? []) delete input[member]
  return input
}

/** The address a route asks for. */
export function sampleAddress({ route }: AnyOperation): Record<string, string> {
  return {
    ...(route.includes('{bucket}') ? { bucket: texts['bucket']! } : {}),
    ...(route.includes('{key}') ? { key: texts['key']! } : {}),
    ...(route.includes('{taskId}') ? { taskId: texts['taskId']! } : {}),
  }
}

function sampleOfMembers(members: Members): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).map(([name, schema]) => [name, sampleOfSchema(schema, name)]))
}

/** Of members that exclude each other, the first. */
function sampleOfStruct(schema: StructSchema | ExclusiveSchema): Record<string, unknown> {
  const [, ...left] = 'exclusive' in schema ? schema.exclusive : []
  return Object.fromEntries(Object.entries(sampleOfMembers(schema.members)).filter(([name]) => !left.includes(name)))
}

function sampleOfSchema(schema: Schema, name: string): unknown {
  switch (schema.kind) {
    case 'string':
      return texts[name] ?? `sample-${name}`
    case 'integer':
      return name === 'contentLength' ? body.length : Math.max(1, (schema as IntegerSchema).minimum ?? 1)
    case 'boolean':
      return true
    case 'timestamp':
      return instant
    case 'oneOf':
      return (schema as OneOfSchema).values[0]
    case 'bytes':
      return body
    // No document of COS holds what its schema does not know.
    case 'elements':
      return undefined
    case 'textMap':
      return { owner: 'ada', 'a.b_c': 'x y' }
    case 'codec':
      return (schema as CodecSchema).sample
    case 'list':
      return sampleOfItems((schema as ListSchema).item, name)
    case 'struct':
      return sampleOfStruct(schema as StructSchema | ExclusiveSchema)
    case 'optional':
    case 'bound':
      return sampleOfSchema((schema as OptionalSchema | BoundSchema).schema, name)
    default:
      throw new TypeError(`There is no sample for the schema ${schema.kind} of ${name}.`)
  }
}

/** One item, or one of each kind where there are several. */
function sampleOfItems(item: Schema, name: string): unknown[] {
  if (item.kind !== 'choice') return [sampleOfSchema(item, name)]
  return Object.entries((item as ChoiceSchema).options).map(([type, option]) => ({ type, ...sampleOfMembers(option.members) }))
}
