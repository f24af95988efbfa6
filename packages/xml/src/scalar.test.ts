import { describe, expect, test } from 'vitest'
import { formatScalar, parseScalar } from './scalar.js'
import {
  boolean,
  httpDate,
  integer,
  integerBetween,
  list,
  oneOf,
  oneOfOrOther,
  string,
  timestamp,
  timestampSeconds,
  unixSeconds,
} from './schema.js'

describe('a timestamp is read in every form COS has used', () => {
  const forms: Record<string, string> = {
    '2017-08-08T09:43:35.000Z': '2017-08-08T09:43:35.000Z',
    '2017-08-08T09:43:35.123456Z': '2017-08-08T09:43:35.123Z',
    '2019-05-24T11:49:50Z': '2019-05-24T11:49:50.000Z',
    '2007-12-01T00:00:00+08:00': '2007-11-30T16:00:00.000Z',
    '2007-12-01': '2007-12-01T00:00:00.000Z',
    'Tue, 28 Oct 2014 20:30:00 GMT': '2014-10-28T20:30:00.000Z',
    'Wed Jan 18 16:04:17 2017': '2017-01-18T16:04:17.000Z',
    'Wed Jan  8 16:04:17 2017': '2017-01-08T16:04:17.000Z',
    '1611218201': '2021-01-21T08:36:41.000Z',
    ' 2019-05-24T11:49:50Z\n': '2019-05-24T11:49:50.000Z',
  }
  for (const [text, instant] of Object.entries(forms)) {
    for (const schema of [timestamp, timestampSeconds, httpDate, unixSeconds]) {
      test(`${text.trim()}, declared as ${schema.form}`, () => expect(parseScalar(schema, text, 'at').toISOString()).toBe(instant))
    }
  }
})

test('a timestamp is not guessed', () => {
  for (const text of ['', 'yesterday', '2017-08-08T09:43:35', '08/08/2017', '2017-13-01T00:00:00Z', 'photo 1']) {
    expect(() => parseScalar(timestamp, text, 'at'), text).toThrow('at must be a date, not')
  }
})

test('a timestamp is written in its form', () => {
  const at = new Date('2014-10-28T20:30:00.120Z')
  expect(formatScalar(timestamp, at, 'at')).toBe('2014-10-28T20:30:00.120Z')
  expect(formatScalar(timestampSeconds, at, 'at')).toBe('2014-10-28T20:30:00Z')
  expect(formatScalar(httpDate, at, 'at')).toBe('Tue, 28 Oct 2014 20:30:00 GMT')
  expect(formatScalar(unixSeconds, at, 'at')).toBe('1414528200')
})

test('integers', () => {
  expect(parseScalar(integer, ' 007 ', 'n')).toBe(7)
  expect(parseScalar(integer, '-12', 'n')).toBe(-12)
  expect(Object.is(parseScalar(integer, '-0', 'n'), 0)).toBe(true)
  for (const text of ['', '1.0', '0x10', '1e3', '12a', '1 2', 'NaN'])
    expect(() => parseScalar(integer, text, 'n'), text).toThrow(`n must be a whole number below 2^53, not ${JSON.stringify(text)}`)
  expect(() => parseScalar(integer, '9007199254740993', 'n')).toThrow('n must be a whole number below 2^53, not 9007199254740992')
  expect(() => parseScalar(integerBetween(1, 1000), '1001', 'n')).toThrow('n must be a whole number from 1 to 1000, not 1001')
  expect(() => formatScalar(integer, '7', 'n')).toThrow('n must be a whole number below 2^53, not "7"')
  expect(() => formatScalar(integer, Number.NaN, 'n')).toThrow('n must be a whole number below 2^53, not NaN')
})

test('booleans', () => {
  expect(['true', 'True', ' FALSE '].map((text) => parseScalar(boolean, text, 'b'))).toEqual([true, true, false])
  expect(() => parseScalar(boolean, '1', 'b')).toThrow('b must be true or false, not "1"')
  expect(formatScalar(boolean, false, 'b')).toBe('false')
  expect(() => formatScalar(boolean, 'false', 'b')).toThrow('b must be true or false, not "false"')
})

test('a text of a set is read without regard to case and given as the set has it', () => {
  expect(parseScalar(oneOf('Enabled', 'Disabled'), ' ENABLED', 's')).toBe('Enabled')
  expect(() => parseScalar(oneOf('Enabled'), 'On', 's')).toThrow('s must be one of Enabled, not "On"')
  expect(parseScalar(oneOfOrOther('STANDARD'), 'standard', 's')).toBe('STANDARD')
  expect(parseScalar(oneOfOrOther('STANDARD'), 'NEW_TIER', 's')).toBe('NEW_TIER')
  expect(() => formatScalar(oneOf('Enabled'), 'enabled', 's')).toThrow('s must be one of Enabled, not "enabled"')
})

test('text is kept as it is', () => {
  expect(parseScalar(string, ' 007\n', 's')).toBe(' 007\n')
  expect(formatScalar(string, ' 007\n', 's')).toBe(' 007\n')
})

test('a long value is cut in the message', () => {
  expect(() => parseScalar(integer, 'x'.repeat(1000), 'n')).toThrow(`n must be a whole number below 2^53, not "${'x'.repeat(32)}…"`)
  expect(() => parseScalar(integer, 'x'.repeat(32), 'n')).toThrow(`n must be a whole number below 2^53, not "${'x'.repeat(32)}"`)
})

test('what has no text form is a mistake of the caller', () => {
  expect(() => formatScalar(list(string), [], 'l')).toThrow(TypeError)
  expect(() => parseScalar(list(string), '', 'l')).toThrow(TypeError)
})
