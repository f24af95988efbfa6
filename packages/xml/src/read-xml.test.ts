import { describe, expect, test } from 'vitest'
import { xmlFixtures } from './fixtures.fixture.js'
import { readXml } from './read-xml.js'
import { refuseRepeated } from './refuse-repeated.js'
import { refuseUnknown } from './refuse-unknown.js'
import { element, integer, list, oneOf, optional, string, struct } from './schema.js'
import { XmlError } from './xml-error.js'

describe('every fixture', () => {
  for (const fixture of xmlFixtures) {
    test(fixture.name, async () => {
      const read = readXml(
        ['r', 'ListBucketResult', 'ListVersionsResult', 'AccessControlPolicy', 'DeleteResult', 'ListPartsResult'],
        fixture.schema,
        fixture.document,
      )
      if ('value' in fixture) expect(JSON.parse(JSON.stringify(await read))).toEqual(fixture.value)
      else await expect(read).rejects.toBeInstanceOf(XmlError)
    })
  }
})

const rules = struct({
  rules: element(
    'Rule',
    list(struct({ id: optional(element('ID')), status: oneOf('Enabled', 'Disabled'), expiration: optional(struct({ days: integer })) })),
  ),
})

test('a member that does not fit is named', async () => {
  const document = '<L><Rule><Status>Enabled</Status></Rule><Rule><Status>Perhaps</Status></Rule></L>'
  await expect(readXml('L', rules, document)).rejects.toMatchObject({
    name: 'XmlError',
    code: 'InvalidValue',
    path: 'rules[1].status',
    message: 'rules[1].status must be one of Enabled, Disabled, not "Perhaps"',
  })
})

test('a missing member is named', async () => {
  const document = '<L><Rule><Status>Enabled</Status><Expiration/></Rule></L>'
  await expect(readXml('L', rules, document)).rejects.toMatchObject({
    code: 'MissingMember',
    message: 'rules[0].expiration.days is missing',
  })
})

test('another root is refused and named', async () => {
  await expect(readXml('L', rules, '<Error><Code>NoSuchKey</Code></Error>')).rejects.toMatchObject({
    code: 'UnexpectedRoot',
    message: 'The root element must be L, not Error.',
  })
  await expect(readXml(['L', 'M'], rules, '<M/>')).resolves.toEqual({ rules: [] })
})

test('a document longer than allowed is refused unread', async () => {
  await expect(readXml('L', rules, '<L/>', { maxCharacters: 3 })).rejects.toMatchObject({ code: 'DocumentTooLarge' })
  await expect(readXml('L', rules, '<L/>', { maxCharacters: 4 })).resolves.toEqual({ rules: [] })
})

test('an old spelling is read by its alias', async () => {
  const schema = struct({ encodingType: optional(element('EncodingType', string, ['Encoding-Type', 'Encoding-type'])) })
  for (const name of ['EncodingType', 'Encoding-Type', 'Encoding-type']) {
    expect(await readXml('R', schema, `<R><${name}>url</${name}></R>`)).toEqual({ encodingType: 'url' })
  }
})

test('members bound to other places are left to others', async () => {
  const schema = struct({ key: string, etag: { kind: 'bound', at: 'header', name: 'etag', schema: string } })
  expect(await readXml('R', schema, '<R><Key>a</Key><Etag>no</Etag></R>')).toEqual({ key: 'a' })
})

test('no message repeats the document', async () => {
  const secret = 'PRIVATE-KEY-'.repeat(20)
  for (const document of [`<R><Days>${secret}</Days></R>`, `<R>${secret}`, `<R><${secret}></R>`, `<${secret}/>`]) {
    const error = await readXml('R', struct({ days: integer }), document).catch((reason: unknown) => reason as XmlError)
    expect(error).toBeInstanceOf(XmlError)
    expect((error as XmlError).message).not.toContain(secret.slice(0, 40))
  }
})

describe('a strict reader refuses what the schema does not know', () => {
  const cases: Record<string, [string, string]> = {
    'an element': ['<L><Rules/></L>', 'The document holds element Rules, which has no place there.'],
    'an element inside a list': ['<L><Rule><Status>Enabled</Status><X/></Rule></L>', 'rules[0] holds element X, which has no place there'],
    'an element inside text': [
      '<L><Rule><Status><b>Enabled</b></Status></Rule></L>',
      'rules[0].status holds element b, which has no place there',
    ],
    'a second element': [
      '<L><Rule><Status>Enabled</Status><Status>Disabled</Status></Rule></L>',
      'rules[0].status holds a second element, which has no place there',
    ],
    'an attribute': ['<L><Rule a="1"><Status>Enabled</Status></Rule></L>', 'rules[0] holds attribute a, which has no place there'],
    text: ['<L>x</L>', 'The document holds text, which has no place there.'],
  }
  for (const [name, [document, message]] of Object.entries(cases)) {
    test(name, async () => {
      await expect(readXml('L', rules, document, { unknown: refuseUnknown })).rejects.toMatchObject({ code: 'UnknownElement', message })
    })
  }
  test('but not a namespace, nor white space', async () => {
    const document = '<L xmlns="urn:x">\n <Rule>\n <Status>Enabled</Status></Rule></L>'
    expect(await readXml('L', rules, document, { unknown: refuseUnknown })).toEqual({ rules: [{ status: 'Enabled' }] })
  })
})

describe('a reader of configurations', () => {
  const options = { unknown: refuseRepeated }
  const lists = struct({ names: optional(list(string, 'Name')), tags: optional(element('Tag', list(string))) })

  test('takes what the schema does not know', async () => {
    const document = '<L a="1">x<New/><New/><Rule><Status>Enabled</Status><X/><X/></Rule></L>'
    expect(await readXml('L', rules, document, options)).toEqual({ rules: [{ status: 'Enabled' }] })
  })

  test('refuses a second element where one is expected', async () => {
    const document = '<L><Rule><Status>Enabled</Status></Rule><Rule><Status>Enabled</Status><Status>Disabled</Status></Rule></L>'
    await expect(readXml('L', rules, document, options)).rejects.toMatchObject({
      code: 'UnknownElement',
      message: 'rules.status comes twice',
    })
  })

  test('takes lists, side by side or in several wrappers', async () => {
    const document = '<L><Tag>a</Tag><Names><Name>b</Name></Names><Tag>c</Tag><Names><Name>d</Name></Names></L>'
    expect(await readXml('L', lists, document, options)).toEqual({ tags: ['a', 'c'], names: ['b', 'd'] })
  })
})
