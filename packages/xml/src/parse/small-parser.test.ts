import fc from 'fast-check'
import { expect, test } from 'vitest'
import { damaged, shapes } from '../arbitrary-document.fixture.js'
import { readWith, runXmlFixtures, xmlFixtures } from '../fixtures.fixture.js'
import type { Schema } from '../schema.js'
import { writeXml } from '../write-xml.js'
import { XmlError } from '../xml-error.js'
import { parseXml as parseWhole } from './fast-xml-parser.js'
import type { ParseXml } from './parse.js'
import { parseXml } from './small-parser.js'

test('the small parser reads every fixture', async () => {
  const results = await runXmlFixtures(parseXml)
  expect(results.length).toBe(xmlFixtures.length)
  expect(results.filter(({ ok }) => !ok)).toEqual([])
})

/** What a document reads as; without `value` it is refused. */
const outcome = (parse: ParseXml, { schema, document }: { schema: Schema; document: string }) =>
  readWith(parse, schema, document).then(
    // In attributes the large parser makes line feeds of carriage returns.
    (value) => JSON.stringify(value).replaceAll('\\r', '\\n'),
    (error: unknown) => {
      if (error instanceof XmlError) return 'refused'
      throw error
    },
  )
const documents = shapes().chain(({ schema, values }) =>
  values.map((value) => ({ schema, document: writeXml('r', schema, value, { illegalCharacters: 'reference' }) })),
)

test('it reads documents of any schema as the large parser does', async () => {
  const property = fc.asyncProperty(documents, async (each) => {
    expect(await outcome(parseXml, each)).toBe(await outcome(parseWhole, each))
  })
  await fc.assert(property, { numRuns: 400 })
})

test('what the large parser refuses of damaged documents it refuses, too', async () => {
  const broken = documents.chain(({ schema, document }) => damaged(document).map((text) => ({ schema, document: text })))
  const property = fc.asyncProperty(broken, async (each) => {
    const small = await outcome(parseXml, each)
    if (small !== 'refused') expect(small).toBe(await outcome(parseWhole, each))
  })
  await fc.assert(property, { numRuns: 1500 })
})

test('a listing cut anywhere is refused', async () => {
  const { schema, document } = xmlFixtures[0]!
  const whole = document.trimEnd().length
  for (let length = 0; length < whole; length++) {
    expect(await outcome(parseXml, { schema, document: document.slice(0, length) }), `cut at ${length}`).toBe('refused')
  }
})
