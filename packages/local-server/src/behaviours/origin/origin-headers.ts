import type { PutBucketOriginInput } from '@cos/core'

type Rule = PutBucketOriginInput['rules'][number]

/** Never handed on: they are about this connection, or prove to this server who asks. */
const own = /^(?:authorization|connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|x-cos-.*|proxy-.*)$/
/** About which part is wanted, and whether: whoever stores the object wants all of it. */
const partial = /^(?:range|if-.*)$/

/** The headers an origin is asked with. */
export function originHeaders(
  { originParameter }: Pick<Rule, 'originParameter'>,
  received: Readonly<Record<string, string>>,
  isPartWanted: boolean,
): Record<string, string> {
  const { followAllHeaders, followHttpHeaders = [], forbidFollowHttpHeaders = [], newHttpHeaders = [] } = originParameter?.httpHeader ?? {}
  const followed = new Set(followHttpHeaders.map(({ key }) => key.toLowerCase()))
  const forbidden = new Set(forbidFollowHttpHeaders.map(({ key }) => key.toLowerCase()))
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(received)) {
    const isPartial = partial.test(name)
    const isFollowed = followAllHeaders ? !forbidden.has(name) : followed.has(name)
    if (!own.test(name) && (isPartial ? isPartWanted : isFollowed)) headers[name] = value
  }
  for (const { key, value } of newHttpHeaders) if (!own.test(key.toLowerCase())) headers[key.toLowerCase()] = value
  return headers
}
