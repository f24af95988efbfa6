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
  StringSchema,
  StructSchema,
  TimestampSchema,
} from '@cos/xml'
import fc from 'fast-check'

/** What texts can travel as they are in a place of a message. */
type Place = 'query' | 'header' | 'element'

/** Any text. An empty parameter counts as none, as official clients rely on. */
const queryText = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })
/** Printable ASCII; HTTP takes away the spaces around it. */
const headerText = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }).filter((text) => text.trim() === text)
/** Text that XML 1.0 can carry, with a taste for what is special to it. */
const elementText = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", ']]>', '\r', '\n', '\t', ' ', '&amp;', '&#38;', '%20', '+', 'ä', '😀') }),
  )
  .map((text) => text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''))
/** Keys as COS stores them: 1 to 850 bytes, without a slash in front. */
const keyText = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom('/', '.', '..', '~', '%', '+', ' ', '?', '#', '&', 'a', '漢', '😀'), maxLength: 12 }),
  )
  .map((text) => `k${text}`)

/** Keys that XML 1.0 can carry. */
const keyInXml = keyText.map((text) => text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''))

/** Values of one side of an operation. */
export function arbitraryOf(shape: AnyOperation['input'] | AnyOperation['output']): fc.Arbitrary<Record<string, unknown>> {
  const isDocument = /^(xml|json)$/.test(String((shape as { kind?: unknown }).kind))
  return arbitraryOfMembers((isDocument ? (shape as { members: Members }).members : shape) as Members)
}

/** Addresses for a route. */
export function arbitraryAddress({ route }: AnyOperation): fc.Arbitrary<Record<string, unknown>> {
  return fc.record({
    ...(route.includes('{bucket}') ? { bucket: fc.constantFrom('photos-1250000000', 'a-1', 'a-b-c-1250000000') } : {}),
    ...(route.includes('{key}') ? { key: keyText } : {}),
    ...(route.includes('{taskId}') ? { taskId: keyText } : {}),
  })
}

function arbitraryOfMembers(members: Members): fc.Arbitrary<Record<string, unknown>> {
  const names = Object.keys(members)
  const requiredKeys = names.filter((name) => members[name]!.kind !== 'optional')
  const values = Object.fromEntries(
    names.map((name) => [name, isListed(name, members[name]!) ? keyInXml : arbitraryOfSchema(members[name]!, 'element')]),
  )
  return fc.record(values, { requiredKeys, noNullPrototype: true })
}

/** Of members that exclude each other, one. */
function arbitraryOfStruct(schema: StructSchema | ExclusiveSchema): fc.Arbitrary<unknown> {
  if (!('exclusive' in schema)) return arbitraryOfMembers(schema.members)
  const { exclusive, members } = schema
  const others = Object.fromEntries(Object.entries(members).filter(([name]) => !exclusive.includes(name)))
  const withOne = (name: string) => arbitraryOfMembers({ ...others, [name]: (members[name] as OptionalSchema).schema })
  return fc.oneof(...exclusive.map(withOne))
}

function arbitraryOfSchema(schema: Schema, place: Place): fc.Arbitrary<unknown> {
  switch (schema.kind) {
    case 'string':
      return { query: queryText, header: headerText, element: elementText }[place]
    case 'integer':
      return arbitraryInteger(schema as IntegerSchema)
    case 'boolean':
      return fc.boolean()
    case 'timestamp':
      return arbitraryInstant(schema as TimestampSchema)
    case 'oneOf':
      return fc.constantFrom(...(schema as OneOfSchema).values)
    case 'elements':
      return fc.array(arbitraryElement, { minLength: 1, maxLength: 2 })
    case 'bytes':
      return fc.uint8Array({ maxLength: 64 })
    case 'textMap':
      return fc.dictionary(fc.stringMatching(/^[a-z\d][a-z\d._-]{0,8}$/), headerText, { minKeys: 1, maxKeys: 3, noNullPrototype: true })
    case 'codec':
      return arbitraryCodec(schema as CodecSchema)
    case 'list':
      return fc.array(arbitraryOfSchema((schema as ListSchema).item, place), { maxLength: 3 })
    case 'choice': {
      const options = Object.entries((schema as ChoiceSchema).options)
      return fc.oneof(...options.map(([type, { members }]) => arbitraryOfMembers(members).map((value) => ({ type, ...value }))))
    }
    case 'struct':
      return arbitraryOfStruct(schema as StructSchema | ExclusiveSchema)
    case 'optional':
      return arbitraryOfOptional((schema as OptionalSchema).schema, place)
    case 'bound': {
      const { at, schema: inner } = schema as BoundSchema
      return arbitraryOfSchema(inner, at === 'query' || at === 'header' ? at : 'element')
    }
    default:
      throw new TypeError(`There is no arbitrary for the schema ${schema.kind}.`)
  }
}

/** No element says that a list is empty, or that there is none: a list that may be absent is never both. */
function arbitraryOfOptional(schema: Schema, place: Place): fc.Arbitrary<unknown> {
  const arbitrary = arbitraryOfSchema(schema, place)
  return arbitrary.filter((value) => !Array.isArray(value) || value.length > 0)
}
/** An element that no schema knows. */
const arbitraryElement = fc.record({ name: fc.stringMatching(/^New[a-z\d]{0,3}$/), text: elementText.filter((text) => text !== '') })

function arbitraryInteger({ minimum, maximum }: IntegerSchema): fc.Arbitrary<number> {
  return fc.integer({ min: minimum ?? 0, max: Math.min(maximum ?? Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) })
}

function arbitraryInstant({ form }: TimestampSchema): fc.Arbitrary<Date> {
  const any = fc.date({ min: new Date(0), max: new Date(Date.UTC(9999, 11, 31)), noInvalidDate: true })
  return form === 'iso-milliseconds' ? any : any.map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000))
}

function arbitraryCodec({ sample }: CodecSchema): fc.Arbitrary<unknown> {
  if (typeof sample === 'string' && sample.startsWith('https:')) return fc.webUrl()
  // The only other codec of a text is that of a key.
  if (typeof sample === 'string') return keyText
  const whole = fc.nat({ max: Number.MAX_SAFE_INTEGER })
  if ('first' in (sample as object)) {
    const closed = fc.tuple(whole, whole).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }))
    return fc.oneof(closed, fc.record({ first: whole }), fc.record({ suffixLength: whole }))
  }
  if ('bucket' in (sample as object)) {
    const source = {
      bucket: fc.constant('source-1250000000'),
      region: fc.constantFrom('ap-guangzhou', 'eu-frankfurt'),
      key: keyText,
      versionId: queryText,
    }
    return fc.record(source, { requiredKeys: ['bucket', 'region', 'key'], noNullPrototype: true })
  }
  return fc.constant(sample)
}

/** A key in a document that is not encoded. */
function isListed(name: string, schema: Schema): boolean {
  return name === 'key' && schema.kind === 'string' && !(schema as StringSchema).isUrlEncodable
}
