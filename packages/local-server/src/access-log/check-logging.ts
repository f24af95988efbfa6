import type { PutBucketLoggingInput } from '@cos/core'
import { Fault } from '../fault.js'
import type { BucketRecord } from '../store/records.js'
import type { Store } from '../store/store.js'

const maxPrefixBytes = 512

/** Refuses a target that COS would not log to. The role of the logging service is not checked. */
export async function checkLogging(
  store: Store,
  source: BucketRecord,
  { loggingEnabled }: Omit<PutBucketLoggingInput, 'bucket'>,
): Promise<void> {
  if (!loggingEnabled) return
  const { targetBucket, targetPrefix = '' } = loggingEnabled
  if (!/^[a-z\d](?:[a-z\d-]*[a-z\d])?-\d+$/.test(targetBucket)) throw new Fault('TargetBucketNameInvalid')
  if (targetPrefix.startsWith('/') || Buffer.byteLength(targetPrefix) > maxPrefixBytes) throw new Fault('LoggingPrefixInvalid')
  const target = await store.getBucket(targetBucket)
  if (target?.region !== source.region || target.owner !== source.owner) throw new Fault('InvalidTargetBucketForLogging')
}
