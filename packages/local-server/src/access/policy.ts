import { Fault } from '../fault.js'
import { type Condition, ConditionError, type ConditionValues, readCondition } from './conditions.js'
import { globTest } from './glob.js'
import { everybody, granteeName } from './principals.js'

/** What is asked of a policy. */
export interface PolicyQuestion {
  /** `cos:GetObject`. */
  readonly action: string
  /** `qcs::cos:ap-guangzhou:uid/1250000000:photos-1250000000/key`. */
  readonly resource: string
  /** What the asker is called; empty for nobody known. */
  readonly names: readonly string[]
  readonly values: ConditionValues
}

/** A statement that decided. */
export interface StatementFound {
  /** Counted from 0. */
  readonly index: number
  readonly sid: string | undefined
}

/** A policy, ready to be asked. */
export interface Policy {
  /** The first statement of an effect that is about the question. */
  find(effect: 'allow' | 'deny', question: PolicyQuestion): StatementFound | undefined
}

/** Whether statements say whom they are about: those of buckets must, those of users and temporary credentials must not. */
export type PolicyKind = 'bucket' | 'user'

interface Statement extends StatementFound {
  readonly effect: 'allow' | 'deny'
  readonly isAbout: (names: readonly string[]) => boolean
  readonly actions: readonly ((action: string) => boolean)[]
  readonly resources: readonly ((resource: string) => boolean)[]
  readonly condition: Condition
}

/** Reads a policy, refusing what is none. Its words are taken without regard to case. */
export function readPolicy(document: unknown, kind: PolicyKind): Policy {
  const policy = lowered(document, 'The policy')
  if (policy['version'] !== undefined && String(policy['version']) !== '2.0') throw malformed('The version must be 2.0.')
  const listed = policy['statement']
  const statements = (Array.isArray(listed) ? listed : [listed]).map((each, index) => readStatement(each, index, policy['principal'], kind))
  if (statements.length === 0) throw malformed('The policy has no statement.')
  return {
    find: (effect, { action, resource, names, values }) =>
      statements.find(
        (statement) =>
          statement.effect === effect &&
          statement.isAbout(names) &&
          statement.actions.some((test) => test(action)) &&
          statement.resources.some((test) => test(resource)) &&
          statement.condition(values),
      ),
  }
}

function readStatement(value: unknown, index: number, shared: unknown, kind: PolicyKind): Statement {
  const what = `Statement ${index}`
  const { sid, effect, principal = shared, action, resource, condition } = lowered(value, what)
  const word = String(effect).toLowerCase()
  if (word !== 'allow' && word !== 'deny') throw malformed(`${what} has no effect: allow or deny.`)
  if (kind === 'user' && principal !== undefined) throw malformed(`${what} names a principal, which only policies of buckets do.`)
  return {
    index,
    sid: sid === undefined ? undefined : String(sid),
    effect: word,
    isAbout: kind === 'user' ? () => true : readPrincipal(principal, what),
    actions: textsOf(action, `${what}: action`).map(readAction),
    resources: textsOf(resource, `${what}: resource`).map(readResource),
    condition: conditionOf(condition, what),
  }
}

function readPrincipal(principal: unknown, what: string): (names: readonly string[]) => boolean {
  const listed = typeof principal === 'object' && principal !== null ? lowered(principal, what)['qcs'] : principal
  const ids = textsOf(listed, `${what}: principal`).map(granteeName)
  if (ids.includes('*') || ids.includes(everybody)) return () => true
  const tests = ids.map((id) => globTest(id))
  return (names) => names.some((name) => tests.some((test) => test(name)))
}

/** The pages of COS spell some actions in two ways (`PutBucketACL`, `PutBucketAcl`), so their case is not looked at. */
function readAction(text: string): (action: string) => boolean {
  const bare = text.replace(/^name\//, '')
  if (bare !== '*' && !/^[\w*-]+:[\w*:-]+$/.test(bare)) throw malformed(`The action ${text} is not like name/cos:GetObject.`)
  return globTest(bare, { ignoreCase: true })
}

function readResource(text: string): (resource: string) => boolean {
  if (text === '*') return () => true
  const [, service = '', region = '', account = '', rest = ''] = /^qcs:[^:]*:([^:]*):([^:]*):([^:]*):(.*)$/s.exec(text) ?? []
  if (service === '') throw malformed(`The resource ${text} is not like qcs::cos:ap-guangzhou:uid/1250000000:photos-1250000000/*.`)
  // An older form of the same name.
  const path = rest.replace(/^prefix\/\/(\d+)\/([^/*]+)/, '$2-$1')
  // A bucket is called with and without the slash that its keys come after.
  const ends = /^[^/*]+$/.test(path) ? `${path}/` : path
  const tests = [service, region || '*', account || '*'].map((part) => globTest(part))
  const pathTest = globTest(ends)
  return (resource) => {
    const match = /^qcs::([^:]*):([^:]*):([^:]*):(.*)$/s.exec(resource)!
    return tests.every((test, index) => test(match[index + 1]!)) && pathTest(match[4]!)
  }
}

function conditionOf(condition: unknown, what: string): Condition {
  try {
    return readCondition(condition)
  } catch (error) {
    if (error instanceof ConditionError) throw malformed(`${what}: ${error.message}`)
    throw error
  }
}

function lowered(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(`${what} is no object.`)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name.toLowerCase(), each]))
}

function textsOf(value: unknown, what: string): string[] {
  const list = Array.isArray(value) ? value : [value]
  if (list.length === 0 || list.some((each) => typeof each !== 'string' || each === '')) throw malformed(`${what} is missing.`)
  return list as string[]
}

function malformed(message: string): Fault {
  return new Fault('MalformedPolicy', { message })
}
