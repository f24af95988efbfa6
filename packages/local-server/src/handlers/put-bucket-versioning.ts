import type { PutBucketVersioningInput, PutBucketVersioningOutput } from '@cos/core'
import { Fault } from '../fault.js'
import type { Call, Handler } from './handler.js'

/** Makes a bucket keep versions, or stops that. */
export const putBucketVersioning: Handler<PutBucketVersioningInput, PutBucketVersioningOutput> = async (call) => {
  const { input, bucket, store, configurations } = call
  const versioning = input.status === 'Enabled' ? 'enabled' : 'suspended'
  await configurations.inTurn(async () => {
    if (input.status === 'Suspended') await checkSuspendable(call)
    await store.updateBucket(bucket.name, (attributes) => ({ ...attributes, versioning }))
  })
  return { output: {} }
}

/** Replication and object lock rely on versions being kept. */
async function checkSuspendable({ bucket, configurations }: Call): Promise<void> {
  for (const name of ['object-lock', 'replication'] as const) {
    if ((await configurations.get(bucket.name, name as 'object-lock')) === undefined) continue
    throw new Fault('InvalidBucketState', { message: `Versioning cannot be suspended: the bucket has a configuration of ${name}.` })
  }
}
