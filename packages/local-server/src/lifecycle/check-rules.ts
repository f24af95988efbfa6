import { Fault } from '../fault.js'
import { checkZones } from '../storage-zones.js'
import type { BucketRecord } from '../store/records.js'
import type { LifecycleRule } from './rule.js'

const maxRules = 1000
const maxTags = 10
const maxIdLength = 255

/** Refuses lifecycle rules that COS would not take. */
export function checkRules(rules: readonly LifecycleRule[], bucket: BucketRecord): void {
  if (rules.length === 0) throw new Fault('MalformedXML', { message: 'A lifecycle has at least one rule.' })
  if (rules.length > maxRules) throw new Fault('InvalidArgument', { message: `A lifecycle has at most ${maxRules} rules.` })
  const ids = rules.flatMap(({ id }) => (id === undefined ? [] : [id]))
  if (new Set(ids).size < ids.length) throw new Fault('InvalidArgument', { message: 'Two rules have the same ID.' })
  if (ids.some((id) => id.length > maxIdLength))
    throw new Fault('InvalidArgument', { message: `An ID has at most ${maxIdLength} characters.` })
  for (const rule of rules) checkRule(rule, bucket)
}

function checkRule(rule: LifecycleRule, bucket: BucketRecord): void {
  checkFilter(rule)
  const {
    transitions = [],
    expiration,
    noncurrentVersionTransitions = [],
    noncurrentVersionExpiration,
    abortIncompleteMultipartUpload,
  } = rule
  const isIdle =
    transitions.length + noncurrentVersionTransitions.length === 0 &&
    !expiration &&
    !noncurrentVersionExpiration &&
    !abortIncompleteMultipartUpload
  if (isIdle) throw new Fault('InvalidRequest', { message: 'A rule has at least one action.' })
  for (const action of [...transitions, ...(expiration ? [expiration] : [])]) checkMoment(action)
  checkMix([...transitions, ...(expiration ? [expiration] : [])])
  if (expiration?.expiredObjectDeleteMarker && hasTags(rule))
    throw new Fault('InvalidRequest', { message: 'ExpiredObjectDeleteMarker does not go with tags: a delete marker has none.' })
  for (const { storageClass, accessFrequency } of [...transitions, ...noncurrentVersionTransitions]) {
    if (accessFrequency)
      throw new Fault('NotImplemented', { message: 'This server does not count how often an object is read (AccessFrequency).' })
    checkZones(storageClass, bucket)
  }
  for (const { noncurrentDays } of noncurrentVersionTransitions)
    if (noncurrentDays === undefined) throw new Fault('MalformedXML', { message: 'A NoncurrentVersionTransition has NoncurrentDays.' })
}

/** Conditions stand alone, or all of them inside `And`. */
function checkFilter({ filter, prefix }: LifecycleRule): void {
  if (!filter && prefix === undefined) throw new Fault('MalformedXML', { message: 'A rule has a Filter.' })
  if (!filter) return
  const conditions = [filter.prefix, filter.tag, filter.and, prefix].filter((condition) => condition !== undefined)
  if (conditions.length > 1) throw new Fault('MalformedXML', { message: 'Several conditions of a Filter stand inside And.' })
  const tags = filter.and?.tags ?? []
  if (tags.length > maxTags) throw new Fault('InvalidArgument', { message: `A Filter has at most ${maxTags} tags.` })
  if (new Set(tags.map(({ key }) => key)).size < tags.length) throw new Fault('InvalidArgument', { message: 'A key comes twice in And.' })
}

interface Moment {
  readonly days?: number | undefined
  readonly date?: Date | undefined
  readonly accessFrequency?: object | undefined
  readonly expiredObjectDeleteMarker?: boolean | undefined
}

function checkMoment({ days, date, accessFrequency, expiredObjectDeleteMarker }: Moment): void {
  const given = [days, date, accessFrequency, expiredObjectDeleteMarker].filter((moment) => moment !== undefined)
  if (given.length !== 1) throw new Fault('MalformedXML', { message: 'An action has either Days or Date.' })
}

function checkMix(moments: readonly Moment[]): void {
  if (moments.some(({ days }) => days !== undefined) && moments.some(({ date }) => date !== undefined))
    throw new Fault('InvalidRequest', { message: 'Days and Date do not go together in one rule.' })
}

function hasTags({ filter }: LifecycleRule): boolean {
  return filter?.tag !== undefined || (filter?.and?.tags?.length ?? 0) > 0
}
