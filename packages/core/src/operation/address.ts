import { InputError } from '../errors/input-error.js'

const maxKeyBytes = 850

/** Refuses a bucket name that COS could not have. */
export function checkBucket(bucket: unknown, member = 'bucket'): string {
  if (typeof bucket !== 'string' || !/^[a-z\d](?:[a-z\d-]*[a-z\d])?-\d+$/.test(bucket) || bucket.length > 63) {
    throw new InputError(
      'must be the full bucket name: lower-case letters, digits and hyphens, then "-" and the APPID, for example photos-1250000000',
      {
        member,
      },
    )
  }
  return bucket
}

/** Refuses a region that cannot be part of a host. */
export function checkRegion(region: unknown, member = 'region'): string {
  if (typeof region !== 'string' || !/^[A-Za-z\d](?:[A-Za-z\d.-]*[A-Za-z\d])?$/.test(region)) {
    throw new InputError('must be a COS region, for example ap-guangzhou', { member })
  }
  return region
}

/** Refuses a key COS could not store; returns it without its one leading slash, which means nothing to COS. */
export function checkKey(key: unknown, member = 'key'): string {
  if (typeof key !== 'string') throw new InputError('must be text', { member })
  const bare = key.startsWith('/') ? key.slice(1) : key
  if (bare === '') throw new InputError('must not be empty: an empty key addresses the bucket itself', { member })
  if (bare.length > maxKeyBytes / 3 && new TextEncoder().encode(bare).length > maxKeyBytes) {
    throw new InputError(`must be at most ${maxKeyBytes} bytes of UTF-8`, { member })
  }
  // A lone surrogate has no UTF-8 form: it would arrive as another key.
  if (/[\ud800-\udfff]/.test(bare) && /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(bare)) {
    throw new InputError('holds half of a surrogate pair, which has no UTF-8 form', { member })
  }
  return bare
}

/**
 * Refuses keys that some HTTP stacks reduce to the bucket itself (`.`, `a/..`): a read of such an object would
 * silently return a listing instead.
 */
export function checkKeyIsNotReduced(key: string): void {
  const left: string[] = []
  for (const segment of key.split('/')) {
    if (segment === '..') left.pop()
    else if (segment !== '' && segment !== '.') left.push(segment)
  }
  if (left.length === 0) {
    throw new InputError('reduces to nothing when "." and ".." are resolved, so that reading it could return a listing of the bucket', {
      member: 'key',
    })
  }
}
