import type { PutBucketOriginInput } from '@cos/core'
import { hostNamesOf } from '../behaviours/origin/host-names-of.js'
import { Fault } from '../fault.js'

/** Refuses rules by which nothing could be fetched. */
export function checkOrigin({ rules }: Pick<PutBucketOriginInput, 'rules'>): void {
  if (rules.length === 0) throw new Fault('MalformedXML', { message: 'OriginConfiguration needs an OriginRule.' })
  const priorities = rules.flatMap(({ rulePriority }) => rulePriority ?? [])
  if (new Set(priorities).size < priorities.length) {
    throw new Fault('InvalidArgument', { message: 'Two rules have the same RulePriority.' })
  }
  for (const { originCondition, originInfo, originParameter, originType } of rules) {
    if ((originCondition?.httpStatusCode ?? 404) !== 404) throw new Fault('InvalidArgument', { message: 'HTTPStatusCode must be 404.' })
    if (originInfo.hosts.length === 0) throw new Fault('MalformedXML', { message: 'OriginInfo needs a HostInfo.' })
    const lacking = originInfo.hosts
      .flatMap(({ unknown = [] }) => unknown)
      .find(({ name }) => /^Private(?:Host|StandbyHost_\d+)$/.test(name))
    if (lacking) throw new Fault('NotImplemented', { message: `This server signs no requests to private origins (${lacking.name}).` })
    if (originInfo.hosts.flatMap(hostNamesOf).some((hostName) => !/^[\w.-]+(?::\d{1,5})?$/.test(hostName))) {
      throw new Fault('InvalidArgument', { message: 'HostName is a domain or address, with a port if need be.' })
    }
    const code = originParameter?.httpRedirectCode
    if (originType === 'Redirect' && code !== undefined && ![301, 302, 307].includes(code)) {
      throw new Fault('InvalidArgument', { message: 'HttpRedirectCode is one of 301, 302 and 307.' })
    }
  }
}
