import { deepStrictEqual } from 'node:assert'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { damaged, mixedLists, shapes } from '../arbitrary-document.fixture.js'
import { documentStart } from '../document-start.js'
import { readWith, xmlFixtures } from '../fixtures.fixture.js'
import { parseXml } from '../parse/fast-xml-parser.js'
import { choice, integer, list, optional, type Schema, string, struct, timestamp } from '../schema.js'
import { writeXml } from '../write-xml.js'
import { scanXml } from './scan-xml.js'

/** Reads both ways. What the scan gives, the parser has to give too, in the same order of members. */
async function compare(schema: Schema, document: string, isStrict = false): Promise<'scanned' | 'left to the parser'> {
  const start = documentStart(document)
  const scanned = start && scanXml(document, start, schema, isStrict)
  if (!scanned) return 'left to the parser'
  const parsed = await readWith(parseXml, schema, document, isStrict)
  // Not `toStrictEqual`, which takes a member named `constructor` for a class.
  deepStrictEqual(scanned.value, parsed)
  expect(JSON.stringify(scanned.value)).toBe(JSON.stringify(parsed))
  return 'scanned'
}

const documents = fc
  .oneof(shapes(), mixedLists())
  .chain(({ schema, values }) =>
    values.map((value) => ({ schema, document: writeXml('r', schema, value, { illegalCharacters: 'reference' }) })),
  )

describe('the scan and the parser agree', () => {
  test('on every fixture', async () => {
    for (const { schema, document } of xmlFixtures) await compare(schema, document)
  })

  test('on documents of any schema', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.boolean(), async ({ schema, document }, isStrict) => void (await compare(schema, document, isStrict))),
      {
        numRuns: 400,
      },
    )
  })

  test('on damaged documents', async () => {
    const broken = documents.chain(({ schema, document }) => damaged(document).map((text) => ({ schema, document: text })))
    await fc.assert(
      fc.asyncProperty(broken, fc.boolean(), async ({ schema, document }, isStrict) => void (await compare(schema, document, isStrict))),
      {
        numRuns: 1500,
      },
    )
  })

  test('on documents damaged twice, read by another schema', async () => {
    const broken = fc.tuple(shapes(), documents).chain(([{ schema }, { document }]) =>
      damaged(document)
        .chain(damaged)
        .map((text) => ({ schema, document: text })),
    )
    await fc.assert(
      fc.asyncProperty(broken, async ({ schema, document }) => void (await compare(schema, document))),
      { numRuns: 1000 },
    )
  })

  test('on a listing cut anywhere', async () => {
    const { schema, document } = xmlFixtures[0]!
    const whole = document.trimEnd().length
    for (let length = 0; length < whole; length++) {
      expect(await compare(schema, document.slice(0, length)), `cut at ${length}`).toBe('left to the parser')
    }
  })
})

describe('the scan reads', () => {
  const plain = [
    'a listing with a delimiter',
    'versions and delete markers in one list',
    'the result of a deletion',
    'parts, with an empty word',
  ]
  for (const fixture of xmlFixtures.filter(({ name }) => plain.includes(name) || name.startsWith('an access control list'))) {
    test(fixture.name, async () => expect(await compare(fixture.schema, fixture.document)).toBe('scanned'))
  }

  test('a document written by this package', async () => {
    const schema = struct({ key: string, days: optional(integer), at: list(timestamp) })
    const document = writeXml('r', schema, { key: 'a&<>"\r\n', at: [new Date(0), new Date(951_782_400_000)] }, { hasDeclaration: true })
    expect(await compare(schema, document)).toBe('scanned')
  })

  test('a list of two kinds of items, in the order of the document', async () => {
    const version = struct({ key: string, size: integer })
    const schema = struct({ name: string, entries: list(choice({ Version: version, DeleteMarker: struct({ key: string }) })) })
    const entries = [
      { type: 'Version', key: 'a', size: 1 },
      { type: 'DeleteMarker', key: 'b' },
      { type: 'Version', key: 'b', size: 2 },
    ]
    const document = writeXml('r', schema, { name: 'n', entries })
    expect(document).toContain('<DeleteMarker><Key>b</Key></DeleteMarker><Version><Key>b</Key>')
    expect(await compare(schema, document)).toBe('scanned')
    expect(await readWith(parseXml, schema, document)).toEqual({ name: 'n', entries })
    expect(() => writeXml('r', schema, { name: 'n', entries: [{ type: 'Other' }] })).toThrow(
      'entries[0].type must be one of Version, DeleteMarker',
    )
  })

  test('members in any order, giving the order of the schema', async () => {
    const schema = struct({ a: string, b: list(string), c: optional(string), d: list(string) })
    expect(await compare(schema, '<r><C>3</C><B>2</B><A>1</A><B>2</B></r>')).toBe('scanned')
  })
})

describe('the scan leaves to the parser', () => {
  const schema = struct({ key: optional(string) })
  const documents = {
    comments: '<r><!-- c --><Key>a</Key></r>',
    CDATA: '<r><Key><![CDATA[a]]></Key></r>',
    'processing instructions': '<r><?a?></r>',
    'unknown entities': '<r><Key>&nbsp;</Key></r>',
    'prefixed elements': '<x:r><Key>a</Key></x:r>',
    'text beside elements': '<r>a<Key>a</Key></r>',
    'text behind the root': '<r><Key>a</Key></r>x',
    'a member given twice': '<r><Key>a</Key><Key>b</Key></r>',
  }
  for (const [name, document] of Object.entries(documents)) {
    test(name, async () => expect(await compare(schema, document)).toBe('left to the parser'))
  }
})
