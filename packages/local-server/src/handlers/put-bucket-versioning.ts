import type { PutBucketVersioningInput, PutBucketVersioningOutput } from '@cos/core'
import { Fault } from '../fault.js'
import type { Call, Handler } from './handler.js'

/** Makes a bucket keep versions, or stops that. */
export const putBucketVersioning: Handler<PutBucketVersioningInput, PutBucketVersioningOutput> = async (call) => {
  const { input, bucket, store } = call
  if (input.status === 'Suspended') await checkSuspendable(call)
  const versioning = input.status === 'Enabled' ? 'enabled' : 'suspended'
  await store.updateBucket(bucket.name, (attributes) => ({ ...attributes, versioning }))
  return { output: {} }
}

/** Replication and object lock rely on versions being kept. */
async function checkSuspendable({ bucket, store }: Call): Promise<void> {
  for (const name of ['replication', 'object-lock']) {
    if ((await store.getConfiguration(bucket.name, name)) === undefined) continue
    throw new Fault('InvalidBucketState', { message: `Versioning cannot be suspended: the bucket has a configuration of ${name}.` })
  }
}
