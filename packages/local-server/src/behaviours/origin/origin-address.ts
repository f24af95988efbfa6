import type { PutBucketOriginInput } from '@cos/core'
import { hostNamesOf } from './host-names-of.js'

type Rule = PutBucketOriginInput['rules'][number]

/** The addresses an object may be had from, in the order they are asked. */
export function originAddresses(rule: Rule, key: string, query: Readonly<Record<string, string>>): string[] {
  const { originInfo, originParameter } = rule
  // `FOLLOW` is the protocol of the request, and this server speaks HTTP.
  const protocol = originParameter?.protocol === 'HTTPS' ? 'https' : 'http'
  const path = originKey(originInfo.fileInfo, key).split('/').map(encodeURIComponent).join('/')
  const search = originParameter?.followQueryString ? searchOf(query) : ''
  return originInfo.hosts.flatMap(hostNamesOf).map((hostName) => `${protocol}://${hostName}/${path}${search}`)
}

function originKey(file: Rule['originInfo']['fileInfo'], key: string): string {
  const { prefixConfiguration: start, suffixConfiguration: end, fixedFileConfiguration: fixed } = file ?? {}
  if (fixed) return fixed.fixedFilePath.replace(/^\//, '')
  let changed = key
  if (start && changed.startsWith(start.prefix)) changed = start.replacedWithPrefix + changed.slice(start.prefix.length)
  if (end && changed.endsWith(end.suffix)) changed = changed.slice(0, changed.length - end.suffix.length) + end.replacedWithSuffix
  if (file?.prefixDirective) changed = (file.prefix ?? '') + changed + (file.suffix ?? '')
  return changed
}

/** Signatures are for this server alone. */
function searchOf(query: Readonly<Record<string, string>>): string {
  const entries = Object.entries(query).filter(([name]) => !/^(?:q-|sign$|x-cos-security-token$)/.test(name))
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`
}
