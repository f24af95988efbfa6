import { expect, test } from 'vitest'
import { documentStart, rootNameOf } from './document-start.js'

test('names the root behind whatever may stand ahead of it', () => {
  expect(rootNameOf('<Error><Code/></Error>')).toBe('Error')
  expect(rootNameOf('<Error/>')).toBe('Error')
  expect(rootNameOf('<CopyObjectResult xmlns="urn:x">')).toBe('CopyObjectResult')
  expect(rootNameOf('<s3:Error xmlns:s3="urn:x">')).toBe('Error')
  expect(rootNameOf('\ufeff<Error/>')).toBe('Error')
  expect(rootNameOf('   \r\n\n  <?xml version="1.0" encoding="UTF-8"?>\n<!-- <A> -->\n<Error\n>')).toBe('Error')
})

test('gives nothing for what does not begin like a document', () => {
  for (const text of [
    '',
    '  ',
    'Error',
    '{"Error":1}',
    '<',
    '<>',
    '</Error>',
    '<?xml version="1.0"',
    '<!-- <Error>',
    '<!DOCTYPE Error><Error/>',
    '< Error>',
  ]) {
    expect(rootNameOf(text), text).toBeUndefined()
  }
})

test('tells where the root begins', () => {
  expect(documentStart(' <?xml?> <r/>')).toEqual({ at: 9, name: 'r' })
})

test('reads no further than the root, however long the text', () => {
  expect(rootNameOf(`${' '.repeat(1_000_000)}<Error>${'<'.repeat(1_000_000)}`)).toBe('Error')
  expect(rootNameOf('<!--'.repeat(100_000))).toBeUndefined()
})
