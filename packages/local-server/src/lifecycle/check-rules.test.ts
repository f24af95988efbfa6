import { expect, test } from 'vitest'
import { checkRules } from './check-rules.js'
import type { LifecycleRule } from './rule.js'

const good: LifecycleRule = { id: 'a', status: 'Enabled', filter: {}, expiration: { days: 1 } }
const tags = (count: number) => Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: 'v' }))
const bucket = { name: 'b', owner: 'o', region: 'r', createdAtMs: 0, attributes: {} }
/** Documents may say what our types do not allow. */
const from = (rule: object): LifecycleRule => ({ status: 'Enabled', filter: {}, ...rule }) as LifecycleRule

test.each<[string, readonly LifecycleRule[]]>([
  ['one rule', [good]],
  ['a thousand rules without an ID', Array.from({ length: 1000 }, () => from({ expiration: { days: 1 } }))],
  ['the old form of a prefix', [{ status: 'Disabled', prefix: 'a/', expiration: { days: 1 } }]],
  ['ten tags', [from({ filter: { and: { tags: tags(10) } }, expiration: { days: 1 } })]],
])('%s is taken', (_, rules) => {
  expect(() => checkRules(rules, bucket)).not.toThrow()
})

test.each<[string, string, readonly LifecycleRule[]]>([
  ['MalformedXML', 'no rule', []],
  ['InvalidArgument', 'more than a thousand', Array.from({ length: 1001 }, () => from({ expiration: { days: 1 } }))],
  ['InvalidArgument', 'an ID twice', [good, good]],
  ['InvalidArgument', 'a long ID', [{ ...good, id: 'x'.repeat(256) }]],
  ['MalformedXML', 'no filter', [from({ filter: undefined, expiration: { days: 1 } })]],
  [
    'MalformedXML',
    'a prefix and a tag outside And',
    [from({ filter: { prefix: 'a', tag: { key: 'a', value: '' } }, expiration: { days: 1 } })],
  ],
  ['InvalidArgument', 'eleven tags', [from({ filter: { and: { tags: tags(11) } }, expiration: { days: 1 } })]],
  ['InvalidArgument', 'a tag twice', [from({ filter: { and: { tags: [...tags(1), ...tags(1)] } }, expiration: { days: 1 } })]],
  ['InvalidRequest', 'no action', [from({})]],
  ['MalformedXML', 'days and a date in one action', [from({ expiration: { days: 1, date: new Date(0) } })]],
  ['MalformedXML', 'days and a marker', [from({ expiration: { days: 1, expiredObjectDeleteMarker: true } })]],
  ['MalformedXML', 'a transition at no time', [from({ transitions: [{ storageClass: 'ARCHIVE' }] })]],
  [
    'InvalidRequest',
    'days and a date in one rule',
    [from({ expiration: { days: 1 }, transitions: [{ date: new Date(0), storageClass: 'ARCHIVE' }] })],
  ],
  [
    'InvalidRequest',
    'markers by tag',
    [from({ filter: { tag: { key: 'a', value: '' } }, expiration: { expiredObjectDeleteMarker: true } })],
  ],
  [
    'MAZOperationNotSupportOnOAZBucket',
    'a class for several zones',
    [from({ transitions: [{ days: 1, storageClass: 'MAZ_STANDARD_IA' }] })],
  ],
  [
    'NotImplemented',
    'what is read seldom',
    [from({ transitions: [{ accessFrequency: { accessCountLessThan: 1, recentDays: 1 }, storageClass: 'STANDARD_IA' }] })],
  ],
])('%s: %s', (code, _, rules) => {
  expect(() => checkRules(rules, bucket)).toThrow(expect.objectContaining({ code }))
})

test('a bucket spread over several zones has classes of its own', () => {
  const zoned = { ...bucket, attributes: { azType: 'MAZ' } }
  const to = (storageClass: string) => [from({ transitions: [{ days: 1, storageClass }] })]
  expect(() => checkRules(to('MAZ_STANDARD_IA'), zoned)).not.toThrow()
  expect(() => checkRules(to('ARCHIVE'), zoned)).toThrow(expect.objectContaining({ code: 'OAZOperationNotSupportOnMAZBucket' }))
})
