import type { ConditionValues } from './conditions.js'

/** What the conditions of policies look at. */
export interface ValuedRequest {
  readonly query: Readonly<Record<string, string>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Where the request comes from. Default: this machine. */
  readonly remoteAddress?: string | undefined
  /** True for a request over TLS. Default false. */
  readonly isSecure?: boolean | undefined
  /** Milliseconds since 1970. */
  readonly nowMs: number
}

/** A tag of a bucket. */
interface Tag {
  readonly key: string
  readonly value: string
}

/**
 * Prepares the values a request has for keys of conditions: `qcs:` keys are about its circumstances, `cos:` ones name a parameter
 * or a header of it.
 */
export function requestValues(request: ValuedRequest, bucketTags: readonly Tag[] = []): ConditionValues {
  return (key) => {
    const name = key.toLowerCase()
    switch (name) {
      case 'qcs:ip':
        return [(request.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '')]
      case 'cos:secure-transport':
        return [String(request.isSecure ?? false)]
      case 'qcs:current_time':
        return [new Date(request.nowMs).toISOString()]
      case 'qcs:resource_tag':
        return bucketTags.map(tagText)
      case 'qcs:request_tag':
        return [...new URLSearchParams(request.headers['x-cos-tagging'] ?? '')].map(([tag, value]) => tagText({ key: tag, value }))
      default:
        return name.startsWith('cos:') ? carried(request, name.slice(4)) : []
    }
  }
}

/** Tags are written so in conditions. */
function tagText({ key, value }: Tag): string {
  return `${key}&${value}`
}

/** An empty parameter or header says nothing. */
function carried({ query, headers }: ValuedRequest, name: string): readonly string[] {
  const parameter = Object.keys(query).find((each) => each.toLowerCase() === name)
  const value = (parameter === undefined ? undefined : query[parameter]) || headers[name]
  return value ? [value] : []
}
