import { expect, test } from 'vitest'
import { dayOf, dueDay } from './due-day.js'

const at = (text: string) => Date.parse(`${text}+08:00`)

test('days are those of UTC+8', () => {
  expect(dayOf(Date.parse('2026-01-01T15:59:59Z'))).toBe('20260101')
  expect(dayOf(Date.parse('2026-01-01T16:00:00Z'))).toBe('20260102')
})

// 2026-01-04 is a Sunday.
test.each([
  ['Daily', undefined, '2026-01-01T10:00', '2026-01-01T11:00', '20260101'],
  ['Daily', undefined, '2026-01-01T10:00', '2026-01-05T11:00', '20260105'],
  ['Weekly', undefined, '2026-01-01T10:00', '2026-01-03T23:59', undefined],
  ['Weekly', undefined, '2026-01-01T10:00', '2026-01-04T00:00', '20260104'],
  ['Weekly', undefined, '2026-01-01T10:00', '2026-01-10T10:00', '20260104'],
  ['Monthly', undefined, '2026-01-02T10:00', '2026-01-31T10:00', undefined],
  ['Monthly', undefined, '2026-01-02T10:00', '2026-02-03T10:00', '20260201'],
  ['Monthly', 15, '2026-01-02T10:00', '2026-01-20T10:00', '20260115'],
] as const)('%s %s, made at %s, is due at %s for %s', (frequency, monthlyDate, made, now, day) => {
  expect(dueDay({ frequency, monthlyDate }, at(made), at(now))).toBe(day)
})
