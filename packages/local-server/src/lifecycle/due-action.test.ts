import { expect, test } from 'vitest'
import { dayMs } from '../day.js'
import type { JsonObject } from '../store/json.js'
import type { ObjectRecord } from '../store/records.js'
import { dueAction, type LifecycleSubject } from './due-action.js'
import type { LifecycleRule } from './rule.js'

const writtenAtMs = Date.UTC(2026, 0, 1)
const after = (days: number) => writtenAtMs + days * dayMs

function version(attributes: JsonObject = {}, more: Partial<ObjectRecord> = {}): ObjectRecord {
  const rest = { etag: 'e', crc64: 0n, sizeBytes: 100, isLatest: true, isDeleteMarker: false, isAppendable: false, ...more }
  return { bucket: 'b', key: 'logs/a', versionId: 'null', modifiedAtMs: writtenAtMs, attributes, ...rest }
}
const current = (attributes?: JsonObject, more?: Partial<ObjectRecord>): LifecycleSubject => ({
  record: version(attributes, more),
  noncurrentSinceMs: undefined,
  isAlone: true,
})
const rule = (actions: Partial<LifecycleRule>, more: Partial<LifecycleRule> = {}) =>
  ({ id: 'r', status: 'Enabled', filter: {}, ...actions, ...more }) as LifecycleRule
const expireInTen = rule({ expiration: { days: 10 } })

test('an object expires when its days have passed, not a moment before', () => {
  expect(dueAction([expireInTen], current(), after(10) - 1)).toBeUndefined()
  expect(dueAction([expireInTen], current(), after(10))).toEqual({ kind: 'expire' })
})

test('an object expires at the date, however young it is', () => {
  const rules = [rule({ expiration: { date: new Date(after(1)) } })]
  expect(dueAction(rules, current(), after(1) - 1)).toBeUndefined()
  expect(dueAction(rules, current(), after(1))).toEqual({ kind: 'expire' })
})

test.each<[string, LifecycleRule, JsonObject, boolean]>([
  ['a rule that is disabled', rule({ expiration: { days: 10 } }, { status: 'Disabled' }), {}, false],
  ['another prefix', rule({ expiration: { days: 10 } }, { filter: { prefix: 'data/' } }), {}, false],
  ['its prefix', rule({ expiration: { days: 10 } }, { filter: { prefix: 'logs/' } }), {}, true],
  ['the old form of a prefix', { id: 'r', status: 'Enabled', prefix: 'data/', expiration: { days: 10 } }, {}, false],
  ['a tag it lacks', rule({ expiration: { days: 10 } }, { filter: { tag: { key: 'a', value: '1' } } }), {}, false],
  [
    'its tag',
    rule({ expiration: { days: 10 } }, { filter: { tag: { key: 'a', value: '1' } } }),
    { tags: [{ key: 'a', value: '1' }] },
    true,
  ],
  [
    'another value',
    rule({ expiration: { days: 10 } }, { filter: { tag: { key: 'a', value: '1' } } }),
    { tags: [{ key: 'a', value: '2' }] },
    false,
  ],
  [
    'only some of the tags',
    rule(
      { expiration: { days: 10 } },
      {
        filter: {
          and: {
            tags: [
              { key: 'a', value: '1' },
              { key: 'b', value: '2' },
            ],
          },
        },
      },
    ),
    { tags: [{ key: 'a', value: '1' }] },
    false,
  ],
  ['a prefix that is left out', rule({ expiration: { days: 10 } }, { filter: { and: { prefixNotEquals: 'logs/' } } }), {}, false],
  ['its size', rule({ expiration: { days: 10 } }, { filter: { and: { objectSizeGreaterThan: 99, objectSizeLessThan: 101 } } }), {}, true],
  ['another size', rule({ expiration: { days: 10 } }, { filter: { and: { objectSizeGreaterThan: 100 } } }), {}, false],
])('by %s', (_, only, attributes, isDue) => {
  expect(dueAction([only], current(attributes), after(10))).toEqual(isDue ? { kind: 'expire' } : undefined)
})

test('an object moves to the coldest class that is due, and never back', () => {
  const rules = [
    rule({
      transitions: [
        { days: 30, storageClass: 'STANDARD_IA' },
        { days: 60, storageClass: 'ARCHIVE' },
      ],
    }),
  ]
  expect(dueAction(rules, current(), after(29))).toBeUndefined()
  expect(dueAction(rules, current(), after(30))).toEqual({ kind: 'transition', storageClass: 'STANDARD_IA' })
  expect(dueAction(rules, current({ storageClass: 'STANDARD_IA' }), after(30))).toBeUndefined()
  expect(dueAction(rules, current(), after(60))).toEqual({ kind: 'transition', storageClass: 'ARCHIVE' })
  expect(dueAction(rules, current({ storageClass: 'DEEP_ARCHIVE' }), after(60))).toBeUndefined()
})

test('expiration comes before a transition that is due as well', () => {
  const rules = [rule({ transitions: [{ days: 1, storageClass: 'ARCHIVE' }] }), expireInTen]
  expect(dueAction(rules, current(), after(10))).toEqual({ kind: 'expire' })
})

test('older versions count from the moment they were replaced', () => {
  const rules = [
    rule({
      expiration: { days: 1 },
      noncurrentVersionTransitions: [{ noncurrentDays: 5, storageClass: 'ARCHIVE' }],
      noncurrentVersionExpiration: { noncurrentDays: 10 },
    }),
  ]
  const older: LifecycleSubject = { record: version({}, { isLatest: false }), noncurrentSinceMs: after(20), isAlone: false }
  expect(dueAction(rules, older, after(24))).toBeUndefined()
  expect(dueAction(rules, older, after(25))).toEqual({ kind: 'transition', storageClass: 'ARCHIVE' })
  expect(dueAction(rules, older, after(30))).toEqual({ kind: 'remove' })
})

test('a delete marker goes when it is the last of its key', () => {
  const rules = [rule({ expiration: { expiredObjectDeleteMarker: true } })]
  const marker = { isDeleteMarker: true, sizeBytes: 0 }
  expect(dueAction(rules, { ...current({}, marker), isAlone: false }, after(1))).toBeUndefined()
  expect(dueAction(rules, current({}, marker), after(1))).toEqual({ kind: 'remove' })
  expect(dueAction([expireInTen], current({}, marker), after(20))).toBeUndefined()
})
