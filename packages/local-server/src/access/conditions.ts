import { BlockList, isIP } from 'node:net'
import { globTest } from './glob.js'

/** Gives the values a request has for a key of a condition; none when it lacks it. */
export type ConditionValues = (key: string) => readonly string[]

/** Tells whether the condition of a statement holds for a request. */
export type Condition = (values: ConditionValues) => boolean

/** A condition that cannot be read; `message` says why. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError'
}

/** Tests one value of a request. */
type Test = (value: string) => boolean
/** Makes the test of the values a condition names. */
type Operator = (wanted: readonly string[]) => Test

const anyOf =
  (testOf: (wanted: string) => Test): Operator =>
  (wanted) => {
    const tests = wanted.map(testOf)
    return (value) => tests.some((test) => test(value))
  }
const noneOf = (operator: Operator): Operator => {
  return (wanted) => {
    const test = operator(wanted)
    return (value) => !test(value)
  }
}
const compared = (read: (text: string) => number, holds: (given: number, wanted: number) => boolean) =>
  anyOf((wanted) => {
    const bound = read(wanted)
    if (Number.isNaN(bound)) throw new ConditionError(`${wanted} cannot be compared with.`)
    return (value) => holds(read(value), bound)
  })

const lower = (text: string) => text.toLowerCase()
const stringEqual = anyOf((wanted) => (value) => value === wanted)
const stringEqualIgnoreCase = anyOf((wanted) => (value) => lower(value) === lower(wanted))
const stringLike = anyOf((wanted) => globTest(wanted))

const operators: Readonly<Record<string, Operator>> = {
  string_equal: stringEqual,
  string_not_equal: noneOf(stringEqual),
  string_equal_ignore_case: stringEqualIgnoreCase,
  string_not_equal_ignore_case: noneOf(stringEqualIgnoreCase),
  string_like: stringLike,
  string_not_like: noneOf(stringLike),
  bool_equal: stringEqualIgnoreCase,
  ip_equal: addressIn,
  ip_not_equal: noneOf(addressIn),
  ...comparisonsOf('numeric', (text) => (text.trim() === '' ? Number.NaN : Number(text))),
  ...comparisonsOf('date', (text) => Date.parse(text)),
}

function comparisonsOf(kind: string, read: (text: string) => number): Readonly<Record<string, Operator>> {
  const equal = compared(read, (given, wanted) => given === wanted)
  return {
    [`${kind}_equal`]: equal,
    [`${kind}_not_equal`]: noneOf(equal),
    [`${kind}_less_than`]: compared(read, (given, wanted) => given < wanted),
    [`${kind}_less_than_equal`]: compared(read, (given, wanted) => given <= wanted),
    [`${kind}_greater_than`]: compared(read, (given, wanted) => given > wanted),
    [`${kind}_greater_than_equal`]: compared(read, (given, wanted) => given >= wanted),
  }
}

function addressIn(wanted: readonly string[]): Test {
  const list = new BlockList()
  for (const text of wanted) {
    const [address = '', bits] = text.split('/')
    const family = isIP(address)
    const most = family === 4 ? 32 : 128
    const prefix = bits === undefined ? most : Number(/^\d+$/.test(bits) ? bits : Number.NaN)
    if (family === 0 || !(prefix <= most)) throw new ConditionError(`${text} is no address.`)
    list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6')
  }
  return (value) => isIP(value) !== 0 && list.check(value, isIP(value) === 4 ? 'ipv4' : 'ipv6')
}

/** Reads the `condition` of a statement. Every operator must hold, for every key. */
export function readCondition(condition: unknown): Condition {
  if (condition === undefined) return () => true
  const tests = entriesOf(condition, 'A condition').flatMap(([name, keys]) =>
    entriesOf(keys, name).map(([key, wanted]) => readOperator(name, key, textsOf(wanted, `${name} ${key}`))),
  )
  return (values) => tests.every((test) => test(values))
}

function readOperator(name: string, key: string, wanted: readonly string[]): Condition {
  if (name === 'null_equal') return (values) => wanted.includes(String(values(key).length === 0))
  const [, quantifier, base = '', ifExist] = /^(?:(for_any_value|for_all_value):)?(\w+?)(_if_exist)?$/.exec(name) ?? []
  const operator = Object.hasOwn(operators, base) ? operators[base] : undefined
  if (!operator) throw new ConditionError(`The operator ${name} is not known.`)
  const test = operator(wanted)
  return (values) => {
    const given = values(key)
    // A request that lacks the key meets no condition on it, not even that it be something else.
    if (given.length === 0) return ifExist !== undefined
    return quantifier === 'for_all_value' ? given.every(test) : given.some(test)
  }
}

function entriesOf(value: unknown, what: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ConditionError(`${what} is no object.`)
  return Object.entries(value)
}

function textsOf(value: unknown, what: string): string[] {
  const list = Array.isArray(value) ? value : [value]
  if (list.length === 0 || list.some((each) => !['string', 'number', 'boolean'].includes(typeof each)))
    throw new ConditionError(`${what} has no value to compare with.`)
  return list.map(String)
}
