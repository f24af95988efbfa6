import type { PutBucketWebsiteInput } from '@cos/core'
import { Fault } from '../fault.js'

const maxRules = 100

/** Refuses websites that lead nowhere. */
export function checkWebsite({ indexDocument, errorDocument, routingRules = [] }: Omit<PutBucketWebsiteInput, 'bucket'>): void {
  const { suffix } = indexDocument
  if (suffix === '' || suffix.includes('/')) throw new Fault('InvalidArgument', { message: 'Suffix is the name of a file.' })
  if (errorDocument?.key === '') throw new Fault('InvalidArgument', { message: 'Key of ErrorDocument is empty.' })
  if (routingRules.length > maxRules) throw new Fault('InvalidArgument', { message: `There are more than ${maxRules} routing rules.` })
  for (const { condition, redirect } of routingRules) {
    if (count(condition.httpErrorCodeReturnedEquals, condition.keyPrefixEquals) !== 1) {
      throw new Fault('MalformedXML', { message: 'Condition has one of HttpErrorCodeReturnedEquals and KeyPrefixEquals.' })
    }
    if (count(redirect.replaceKeyWith, redirect.replaceKeyPrefixWith) !== 1) {
      throw new Fault('MalformedXML', { message: 'Redirect has one of ReplaceKeyWith and ReplaceKeyPrefixWith.' })
    }
    if (redirect.replaceKeyPrefixWith !== undefined && condition.keyPrefixEquals === undefined) {
      throw new Fault('InvalidArgument', { message: 'ReplaceKeyPrefixWith goes with KeyPrefixEquals.' })
    }
  }
}

function count(...values: readonly unknown[]): number {
  return values.filter((value) => value !== undefined).length
}
