import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shapes } from './arbitrary-document.fixture.js'
import { readWith } from './fixtures.fixture.js'
import { parseXml } from './parse/fast-xml-parser.js'
import { readXml } from './read-xml.js'
import { refuseUnknown } from './refuse-unknown.js'
import {
  atMostOne,
  attribute,
  element,
  exactlyOne,
  integer,
  integerBetween,
  list,
  oneOf,
  optional,
  string,
  struct,
  text,
  timestamp,
} from './schema.js'
import { writeXml } from './write-xml.js'

const lifecycle = struct({
  rules: element(
    'Rule',
    list(
      struct({
        id: optional(element('ID')),
        filter: optional(struct({ prefix: optional(string) })),
        status: oneOf('Enabled', 'Disabled'),
        expiration: optional(struct({ days: optional(integerBetween(1, 3650)), date: optional(timestamp) })),
      }),
    ),
  ),
})

test('writes elements, lists side by side, and dates', () => {
  const value = {
    rules: [{ id: 'a', filter: { prefix: '' }, status: 'Enabled', expiration: { date: new Date('2030-01-01') } }, { status: 'Disabled' }],
  }
  expect(writeXml('LifecycleConfiguration', lifecycle, value)).toBe(
    '<LifecycleConfiguration><Rule><ID>a</ID><Filter><Prefix/></Filter><Status>Enabled</Status>' +
      '<Expiration><Date>2030-01-01T00:00:00.000Z</Date></Expiration></Rule><Rule><Status>Disabled</Status></Rule></LifecycleConfiguration>',
  )
})

test('writes wrapped lists, attributes and text', () => {
  const schema = struct({
    grants: element('AccessControlList', list(struct({ type: attribute('xsi:type'), id: text(string) }), 'Grantee')),
  })
  expect(writeXml('R', schema, { grants: [{ type: 'Group', id: 'x' }] })).toBe(
    '<R><AccessControlList><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group">x</Grantee></AccessControlList></R>',
  )
  expect(writeXml('R', schema, { grants: [] })).toBe('<R><AccessControlList/></R>')
})

test('writes a declaration and a namespace when asked', () => {
  expect(writeXml('R', struct({}), {}, { hasDeclaration: true, namespace: 'urn:a&b' })).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><R xmlns="urn:a&amp;b"/>',
  )
})

test('escapes what has a meaning, and what parsers change', () => {
  expect(writeXml('R', struct({ key: string }), { key: `<a & "b">\r\n\t'` })).toBe(
    `<R><Key>&lt;a &amp; &quot;b&quot;&gt;&#xd;\n\t'</Key></R>`,
  )
  expect(writeXml('R', struct({ key: attribute('key') }), { key: '\r\n\t' })).toBe('<R key="&#xd;&#xa;&#x9;"/>')
})

test('leaves out members bound to other places, and what the schema does not know', () => {
  const schema = struct({ key: string, etag: { kind: 'bound', at: 'header', name: 'etag', schema: string } })
  expect(writeXml('R', schema, { key: 'a', etag: 'b', other: 'c' })).toBe('<R><Key>a</Key></R>')
})

describe('refuses, naming the member:', () => {
  const rule = { status: 'Enabled' }
  const cases: Record<string, [unknown, string]> = {
    'a text that is none of the set': [{ rules: [{ status: 'On' }] }, 'rules[0].status must be one of Enabled, Disabled, not "On"'],
    'a missing member': [{ rules: [rule, {}] }, 'rules[1].status is required and must be one of Enabled, Disabled'],
    'a missing list': [{}, 'rules is required and must be a list'],
    'null for a list': [{ rules: null }, 'rules must be a list, not null'],
    'an object for a list': [{ rules: rule }, 'rules must be a list, not object'],
    'a hole in a list': [{ rules: new Array(1) }, 'rules[0] is required and must be an object'],
    'a number for a text': [{ rules: [{ ...rule, id: 7 }] }, 'rules[0].id must be text, not number'],
    'a list for an object': [{ rules: [{ ...rule, filter: [] }] }, 'rules[0].filter must be an object, not a list'],
    'a number below its bound': [
      { rules: [{ ...rule, expiration: { days: 0 } }] },
      'rules[0].expiration.days must be a whole number from 1 to 3650, not 0',
    ],
    'a number above its bound': [
      { rules: [{ ...rule, expiration: { days: 4000 } }] },
      'rules[0].expiration.days must be a whole number from 1 to 3650, not 4000',
    ],
    'a fraction': [
      { rules: [{ ...rule, expiration: { days: 1.5 } }] },
      'rules[0].expiration.days must be a whole number from 1 to 3650, not 1.5',
    ],
    'an invalid date': [
      { rules: [{ ...rule, expiration: { date: new Date(Number.NaN) } }] },
      'rules[0].expiration.date must be a valid Date, not object',
    ],
    'a control character': [{ rules: [{ ...rule, id: 'a\x01' }] }, 'rules[0].id holds U+0001, which XML 1.0 cannot carry'],
    'half a surrogate pair': [{ rules: [{ ...rule, id: 'a\ud83d' }] }, 'rules[0].id holds U+D83D, which XML 1.0 cannot carry'],
  }
  for (const [name, [value, message]] of Object.entries(cases)) {
    test(name, () =>
      expect(() => writeXml('LifecycleConfiguration', lifecycle, value)).toThrow(expect.objectContaining({ name: 'XmlError', message })),
    )
  }
})

test('writes control characters as references when asked, but never half a surrogate pair', () => {
  const schema = struct({ key: string })
  expect(writeXml('R', schema, { key: 'a\x01\ufffe' }, { illegalCharacters: 'reference' })).toBe('<R><Key>a&#x1;&#xfffe;</Key></R>')
  expect(() => writeXml('R', schema, { key: '\ude00' }, { illegalCharacters: 'reference' })).toThrow('U+DE00')
})

test('does not change its input', () => {
  const value = { rules: [{ status: 'Enabled', filter: { prefix: 'a' } }] }
  const before = structuredClone(value)
  writeXml('LifecycleConfiguration', lifecycle, value)
  expect(value).toEqual(before)
})

test('what was written reads back, for values of every schema', async () => {
  const cases = shapes().chain(({ schema, values }) => values.map((value) => ({ schema, value })))
  await fc.assert(
    fc.asyncProperty(cases, fc.boolean(), async ({ schema, value }, hasDeclaration) => {
      const document = writeXml('r', schema, value, { illegalCharacters: 'reference', hasDeclaration })
      expect(await readXml('r', schema, document, { unknown: refuseUnknown })).toEqual(value)
      expect(await readWith(parseXml, schema, document, true)).toEqual(value)
    }),
    { numRuns: 300 },
  )
})

test('an integer too large to be exact is refused', () => {
  expect(() => writeXml('R', struct({ size: integer }), { size: 2 ** 53 })).toThrow('size must be a whole number below 2^53')
})

describe('members that exclude each other', () => {
  const when = exactlyOne({ days: integer, date: timestamp }, { id: optional(string) })

  test('one of them is written, before the others', () => {
    expect(writeXml('R', when, { id: 'a', days: 3 })).toBe('<R><Days>3</Days><Id>a</Id></R>')
  })

  test.each([{}, { id: 'a' }, { days: 3, date: new Date(0) }])('%j is refused', (value) => {
    expect(() => writeXml('R', struct({ when }), { when: value })).toThrow('when must have one of days, date')
  })

  test('none of them is nothing wrong where one may be missing', () => {
    const filter = atMostOne({ prefix: string, tag: string })
    expect(writeXml('R', filter, {})).toBe('<R/>')
    expect(() => writeXml('R', filter, { prefix: 'a', tag: 'b' })).toThrow('at most one of prefix, tag')
  })

  test('a document that holds several is read', async () => {
    expect(await readXml('R', when, '<R><Days>3</Days><Date>2030-01-01</Date></R>')).toEqual({ days: 3, date: new Date('2030-01-01') })
  })
})
