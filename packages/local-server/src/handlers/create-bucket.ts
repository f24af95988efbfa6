import type { CreateBucketInput, CreateBucketOutput } from '@cos/core'
import { Fault } from '../fault.js'
import type { Call, Handler } from './handler.js'

const maxBucketNameLength = 63

/** Creates a bucket in the region of the host, or of the server. */
export const createBucket: Handler<CreateBucketInput, CreateBucketOutput> = async (call) => {
  const { input, account, store, hostRegion, region, body, isLoose } = call
  checkName(call)
  if (body.sizeBytes !== 0 && !isLoose) {
    for await (const _ of body) throw new Fault('NotImplemented', { message: 'This server does not have CreateBucketConfiguration.' })
  }
  const { outcome, bucket } = await store.createBucket({
    name: input.bucket,
    owner: account.appId,
    region: hostRegion ?? region,
    attributes: input.acl === undefined || input.acl === 'private' ? {} : { acl: input.acl },
  })
  if (outcome === 'created') return { output: {} }
  throw new Fault(bucket.owner === account.appId ? 'BucketAlreadyOwnedByYou' : 'BucketAlreadyExists')
}

function checkName({ input: { bucket } }: Call<CreateBucketInput>): void {
  if (bucket.length > maxBucketNameLength) throw new Fault('BucketNameTooLong')
  if (!/^[a-z\d](?:[a-z\d-]*[a-z\d])?-\d+$/.test(bucket)) throw new Fault('InvalidBucketName')
}
