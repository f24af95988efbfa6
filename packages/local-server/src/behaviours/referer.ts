import type { PutBucketRefererInput } from '@cos/core'
import { Fault } from '../fault.js'
import type { Call } from '../handlers/handler.js'
import type { CreateBehaviour } from './behaviour.js'

type Configuration = Omit<PutBucketRefererInput, 'bucket'>

/** Refuses requests for objects that come from pages a bucket does not want to be embedded in. */
export const referer: CreateBehaviour = ({ configurations }) => ({
  async beforeHandler(call) {
    if ((call.input as { readonly key?: string }).key === undefined) return
    const configuration = await configurations.get(call.bucket.name, 'referer')
    if (configuration?.status !== 'Enabled' || !isHeld(call, configuration)) return
    if (!isWelcome(call.headers['referer'], configuration)) {
      throw new Fault('AccessDenied', { message: 'The bucket does not serve the page that the Referer header names.' })
    }
  },
})

/** Who signs a header is no page; a presigned URL is held to the list only where the bucket says so. */
function isHeld({ headers, query }: Call, { verifySignatureUrl }: Configuration): boolean {
  if (headers['authorization']) return false
  const isPresigned = 'q-signature' in query || 'sign' in query
  return !isPresigned || verifySignatureUrl === 'Enabled'
}

function isWelcome(text: string | undefined, { refererType, domains, emptyReferConfiguration }: Configuration): boolean {
  if (!text) return emptyReferConfiguration === 'Allow'
  const isListed = domains.some((domain) => isFrom(domain, text.toLowerCase()))
  return refererType === 'White-List' ? isListed : !isListed
}

/** Without a port a domain means every port; with a path, what begins with it. */
function isFrom(domain: string, page: string): boolean {
  const [, host = '', port = '', path = ''] = /^(?:[a-z][a-z\d+.-]*:\/\/)?([^/?#:]*)(:\d+)?([^?#]*)/.exec(page) ?? []
  const [, wantedHost = '', wantedPort, wantedPath = ''] =
    /^(?:[a-z][a-z\d+.-]*:\/\/)?([^/?#:]*)(:\d+)?(.*)/.exec(domain.toLowerCase()) ?? []
  if (wantedPort !== undefined && wantedPort !== port) return false
  return matches(wantedHost, host) && path.startsWith(wantedPath)
}

/** Each `*` stands for any text. Written without a regular expression, which a pattern of many stars would keep busy. */
function matches(pattern: string, text: string): boolean {
  const [head = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return head === text
  const tail = rest.pop()!
  if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) return false
  let at = head.length
  const end = text.length - tail.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0 || found + part.length > end) return false
    at = found + part.length
  }
  return true
}
