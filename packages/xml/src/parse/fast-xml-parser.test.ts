import { expect, test } from 'vitest'
import { runXmlFixtures, xmlFixtures } from '../fixtures.fixture.js'
import { parseXml } from './fast-xml-parser.js'

test('fast-xml-parser, as it is used here, reads every fixture', async () => {
  const results = await runXmlFixtures(parseXml)
  expect(results.length).toBe(xmlFixtures.length)
  expect(results.filter(({ ok }) => !ok)).toEqual([])
})
