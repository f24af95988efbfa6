import type { PutBucketDomainInput } from '@cos/core'
import { Fault } from '../fault.js'
import type { Call } from '../handlers/handler.js'
import { domainsOfAll } from './custom-domains.js'

type Rules = PutBucketDomainInput['rules']

/** Refuses names that are no domains and domains of other buckets; takes those over that are to be taken over. */
export async function checkDomains({ rules }: { readonly rules: Rules }, { bucket, store, configurations }: Call): Promise<void> {
  if (rules.length === 0) throw new Fault('MalformedXML', { message: 'DomainConfiguration needs a DomainRule.' })
  const names = rules.map(({ name }) => name.toLowerCase())
  if (new Set(names).size < names.length) throw new Fault('InvalidArgument', { message: 'A domain comes twice.' })
  if (names.some((name) => !isOwnDomain(name))) throw new Fault('UserCnameInvalid')
  const taken = await domainsOfAll(store, configurations)
  const others = rules.flatMap((rule) => {
    const owner = taken.get(rule.name.toLowerCase())?.bucket
    return owner === undefined || owner === bucket.name ? [] : [{ rule, owner }]
  })
  if (others.some(({ rule }) => rule.forcedReplacement === undefined)) throw new Fault('RecordAlreadyExist')
  for (const { rule, owner } of others) await takeFrom(configurations, owner, rule.name.toLowerCase())
}

function isOwnDomain(name: string): boolean {
  const isDomain = name.length <= 253 && /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/.test(name)
  return isDomain && !/(?:^|\.)(?:myqcloud\.com|tencentcos\.cn)$/.test(name) && !/^[\d.]+$/.test(name)
}

async function takeFrom(configurations: Call['configurations'], bucket: string, name: string): Promise<void> {
  const document = await configurations.get(bucket, 'domain')
  const rules = document?.rules.filter((rule) => rule.name.toLowerCase() !== name) ?? []
  const address = { bucket, name: 'domain' as const }
  if (rules.length === 0) await configurations.delete(address)
  else await configurations.put(address, { ...document, rules })
}
