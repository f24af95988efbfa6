import { Fault } from '../fault.js'
import type { CreateBehaviour } from './behaviour.js'

/** Refuses the acceleration host of a bucket that has not enabled it. */
export const accelerate: CreateBehaviour = ({ store, configurations }) => ({
  async insteadOfOperation({ address: { kind, bucket } }) {
    if (kind !== 'accelerate' || bucket === undefined) return undefined
    // Of a bucket that is not there the operation tells.
    if (!(await store.getBucket(bucket))) return undefined
    const configuration = await configurations.get(bucket, 'accelerate')
    if (configuration?.status !== 'Enabled') throw new Fault('BucketAccelerateNotEnabled')
    return undefined
  },
})
