import { expect, test } from 'vitest'
import { readXml } from './read-xml.js'
import { refuseUnknown } from './refuse-unknown.js'
import { string, struct } from './schema.js'
import { unknownElements } from './unknown-elements.js'
import { writeXml } from './write-xml.js'

const open = struct({ status: string, unknown: unknownElements })

test('what is read is written back', async () => {
  const document = '<C><Status>On</Status><New a="&quot;1&quot;">x<Child>&lt;2&gt;</Child><Child/></New><New>3</New></C>'
  const value = await readXml('C', open, document)
  expect(value.unknown?.map(({ name }) => name)).toEqual(['New', 'New'])
  expect(writeXml('C', open, value)).toBe(document)
})

test('a value without unknown elements is written as if there were no place for them', () => {
  expect(writeXml('C', open, { status: 'On' })).toBe('<C><Status>On</Status></C>')
})

test('a name that would break out of its element is refused', () => {
  for (const name of ['', 'a b', 'a><b', '1a', 'a:b']) {
    expect(() => writeXml('C', open, { status: 'On', unknown: [{ name }] })).toThrow('unknown[0].name must be the name of')
    expect(() => writeXml('C', open, { status: 'On', unknown: [{ name: 'N', attributes: { [name]: '' } }] })).toThrow(
      'unknown[0].attributes',
    )
  }
  expect(() => writeXml('C', open, { status: 'On', unknown: 'New' })).toThrow('unknown must be a list')
  expect(() => writeXml('C', open, { status: 'On', unknown: [{ name: 'N', text: 1 }] })).toThrow('unknown[0].text must be text')
})

test('a reader that refuses what it does not know refuses it here too', async () => {
  const read = readXml('C', open, '<C><Status>On</Status><New/></C>', { unknown: refuseUnknown })
  await expect(read).rejects.toMatchObject({ code: 'UnknownElement' })
})
