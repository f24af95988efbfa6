import type { ObjectRecord } from './store/records.js'

/** Conditions of a read, or on the source of a copy. */
export interface Conditions {
  readonly ifMatch?: string | undefined
  readonly ifNoneMatch?: string | undefined
  readonly ifModifiedSince?: Date | undefined
  readonly ifUnmodifiedSince?: Date | undefined
}

/** Which answer the conditions of a request lead to, in the order of RFC 9110. */
export function evaluateConditions(conditions: Conditions, record: ObjectRecord): 'met' | 'failed' | 'not-modified' {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions
  // Dates of HTTP have whole seconds.
  const modifiedAtMs = Math.floor(record.modifiedAtMs / 1000) * 1000
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, record.etag)) return 'failed'
  } else if (ifUnmodifiedSince !== undefined && modifiedAtMs > ifUnmodifiedSince.getTime()) return 'failed'
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, record.etag) ? 'not-modified' : 'met'
  return ifModifiedSince !== undefined && modifiedAtMs <= ifModifiedSince.getTime() ? 'not-modified' : 'met'
}

/** A list of ETags, with or without quotes, or `*`. */
function matches(list: string, etag: string): boolean {
  return list.split(',').some((item) => {
    const bare = item
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1')
    return bare === '*' || bare === etag
  })
}
