import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTimestamp } from '../scalar/timestamp.js'
import { scanTimestamp } from './scan-timestamp.js'

test('reads what the parser of dates reads', () => {
  const instants = fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  fc.assert(
    fc.property(instants, fc.boolean(), (instant, hasFraction) => {
      const text = hasFraction ? instant.toISOString() : `${instant.toISOString().slice(0, 19)}Z`
      const scanned = scanTimestamp(`<${text}>`, 1, text.length + 1)
      if (instant.getUTCDate() <= 28) expect(scanned).toEqual(parseTimestamp(text, 'at'))
      else expect(scanned).toBeUndefined()
    }),
  )
})

test('reads nothing else', () => {
  for (const text of [
    '2017-08-08T09:43:35+08:00',
    '2017-08-08 09:43:35Z',
    '2017-13-08T09:43:35Z',
    '2017-08-08T24:00:00Z',
    '2017-08-08T09:43:3xZ',
    '2017-08-08T09:43:35.00xZ',
    '1502185415',
    '',
  ]) {
    expect(scanTimestamp(text, 0, text.length), text).toBeUndefined()
  }
})
