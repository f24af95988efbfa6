import { refuse } from '../errors/input-error.js'

/** Refuses what is no text of a certain form; `wanted` says which. */
export function checkText(value: unknown, pattern: RegExp, member: string, wanted: string): string {
  return typeof value === 'string' && pattern.test(value) ? value : refuse(member, `must be ${wanted}`)
}

/** Refuses a bucket name that COS could not have. */
export function checkBucket(bucket: unknown, member = 'bucket'): string {
  return checkText(bucket, /^(?!.{64})[a-z\d]([a-z\d-]*[a-z\d])?-\d+$/, member, 'a full bucket name such as photos-1250000000')
}

/** Refuses a region that cannot be part of a host. */
export function checkRegion(region: unknown, member = 'region'): string {
  return checkText(region, /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i, member, 'a region such as ap-guangzhou')
}

/** Refuses a key COS could not store; returns it without its one leading slash, which means nothing to COS. */
export function checkKey(key: unknown, member = 'key'): string {
  const bare = String(key).replace(/^\//, '')
  // An empty key addresses the bucket itself. Half a surrogate pair has no UTF-8 form: it would arrive as another key.
  const isGood =
    typeof key === 'string' &&
    (/^[ -~]{1,850}$/.test(bare) || (bare && !/\p{Cs}/u.test(bare) && (bare.length < 284 || new TextEncoder().encode(bare).length <= 850)))
  return isGood ? bare : refuse(member, 'must be 1 to 850 bytes of UTF-8')
}

/**
 * Refuses keys that some HTTP stacks reduce to the bucket itself (`.`, `a/..`): a read of such an object would
 * silently return a listing instead.
 */
export function checkKeyIsNotReduced(key: string): void {
  if (!key.includes('..') && /[^./]/.test(key)) return
  const left: string[] = []
  for (const segment of key.split('/')) {
    if (segment === '..') left.pop()
    else if (segment !== '' && segment !== '.') left.push(segment)
  }
  if (left.length === 0) {
    refuse('key', 'is nothing once "." and ".." are resolved, so that reading it could return a listing of the bucket')
  }
}
