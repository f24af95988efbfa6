import fc from 'fast-check'
import {
  attribute,
  boolean,
  choice,
  element,
  httpDate,
  integer,
  list,
  oneOf,
  oneOfOrOther,
  optional,
  type Schema,
  type StructSchema,
  string,
  struct,
  text,
  timestamp,
  timestampSeconds,
  unixSeconds,
} from './schema.js'

/** A schema and values that fit it. */
export interface Shape {
  readonly schema: Schema
  readonly values: fc.Arbitrary<unknown>
}

const instants = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
const wholeSeconds = instants.map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000))
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[ \t\r\na-c&<>"';#x0-9\]!-]{0,12}$/),
  fc.constantFrom('007', ' a ', '&amp;', '&#38;', ']]>', '__proto__', '"d41d8cd98f00b204e9800998ecf8427e"'),
)

const scalars: fc.Arbitrary<Shape> = fc.constantFrom<Shape>(
  { schema: string, values: texts },
  { schema: integer, values: fc.maxSafeInteger() },
  { schema: boolean, values: fc.boolean() },
  { schema: timestamp, values: instants },
  { schema: timestampSeconds, values: wholeSeconds },
  { schema: httpDate, values: wholeSeconds },
  { schema: unixSeconds, values: wholeSeconds },
  { schema: oneOf('Enabled', 'Disabled'), values: fc.constantFrom('Enabled', 'Disabled') },
  { schema: oneOfOrOther('STANDARD'), values: fc.constantFrom('STANDARD', 'COLD') },
)

const memberNames = ['a', 'key', 'isTruncated', 'constructor', 'toString', 'hasOwnProperty', 'contents', 'etag', 'valueOf', 'owner']
const places = fc.constantFrom('element', 'element', 'element', 'named', 'attribute', 'text')

interface Member {
  readonly name: string
  readonly place: string
  readonly isOptional: boolean
  readonly scalar: Shape
  readonly nested: Shape
}

/** Schemas of any shape, each with values that fit. */
export function shapes(depth = 3): fc.Arbitrary<Shape> {
  const members = fc.uniqueArray(
    fc.record<Member>({
      name: fc.constantFrom(...memberNames),
      place: places,
      isOptional: fc.boolean(),
      scalar: scalars,
      nested: depth === 0 ? scalars : fc.oneof(scalars, shapes(depth - 1), lists(depth - 1)),
    }),
    { selector: ({ name }) => name, maxLength: 6 },
  )
  return members.map(structOf)
}

function lists(depth: number): fc.Arbitrary<Shape> {
  const items = fc.oneof(scalars, shapes(depth))
  return fc.record({ item: items, itemName: fc.constantFrom(undefined, 'Item', 'Tag') }).map(({ item, itemName }) => ({
    schema: list(item.schema, itemName),
    values: fc.array(item.values, { maxLength: 4 }),
  }))
}

/** Structs with a list of two kinds of items, in any order. */
export function mixedLists(): fc.Arbitrary<Shape> {
  return fc.tuple(shapes(1), shapes(0)).map(([version, marker]) => {
    const options = { Version: version.schema as StructSchema, DeleteMarker: marker.schema as StructSchema }
    const schema = struct({ name: string, entries: list(choice(options)), size: optional(integer) })
    const entries = fc.array(
      fc.oneof(
        version.values.map((value) => ({ type: 'Version', ...(value as object) })),
        marker.values.map((value) => ({ type: 'DeleteMarker', ...(value as object) })),
      ),
      { maxLength: 5 },
    )
    return {
      schema,
      values: fc.record({ name: texts, entries, size: fc.nat() }, { requiredKeys: ['name', 'entries'], noNullPrototype: true }),
    }
  })
}

function structOf(members: readonly Member[]): Shape {
  const schemas: Record<string, Schema> = {}
  const values: Record<string, fc.Arbitrary<unknown>> = {}
  const required: string[] = []
  let hasText = false
  for (const { name, place, isOptional, scalar, nested } of members) {
    // An element has one text.
    const at: string = place === 'text' && hasText ? 'element' : place
    hasText ||= at === 'text'
    const { schema, values: fitting } = at === 'text' || at === 'attribute' ? scalar : nested
    const bound =
      at === 'text' ? text(schema) : at === 'attribute' ? attribute(name, schema) : at === 'named' ? element(`x-${name}`, schema) : schema
    schemas[name] = isOptional ? optional(bound) : bound
    // What XML cannot tell from nothing: no items side by side, and no text.
    const isTellable = (value: unknown) => value !== '' && !(Array.isArray(value) && value.length === 0)
    values[name] = isOptional ? fitting.filter(isTellable) : fitting
    if (!isOptional) required.push(name)
  }
  return { schema: struct(schemas), values: fc.record(values, { requiredKeys: required, noNullPrototype: true }) }
}

const fragments = fc.constantFrom(
  ...[
    '<',
    '>',
    '/',
    '&',
    ';',
    '"',
    "'",
    '=',
    ' ',
    '\n',
    '\r',
    '\t',
    '!',
    '?',
    '-',
    ':',
    'a',
    '0',
    'x',
    '\0',
    '\uf8ff',
    '&#38;',
    '&#xd;',
    '&#0;',
    '&quot;',
  ],
  ...[
    '<a>',
    '</a>',
    '<a/>',
    '<a b="c">',
    ' b="c"',
    " xmlns:x='y'",
    '<x:a>',
    '<!-- c -->',
    '<![CDATA[d]]>',
    '<?e?>',
    '<!DOCTYPE r>',
    ']]>',
    '</',
    '/>',
  ],
)

/** Damages a document: puts something in, takes something out, doubles a piece, or cuts the end. */
export function damaged(document: string): fc.Arbitrary<string> {
  const offset = fc.nat({ max: document.length })
  return fc.oneof(
    fc.tuple(offset, fragments).map(([at, fragment]) => document.slice(0, at) + fragment + document.slice(at)),
    fc.tuple(offset, fc.nat({ max: 6 })).map(([at, length]) => document.slice(0, at) + document.slice(at + length)),
    fc.tuple(offset, fc.nat({ max: 20 })).map(([at, length]) => document.slice(0, at + length) + document.slice(at)),
    offset.map((at) => document.slice(0, at)),
  )
}
