import type { CreateBucketInput, CreateBucketOutput } from '@cos/core'
import { storedAcl } from '../access/acl.js'
import { checkTags } from '../configurations/check-tags.js'
import { Fault } from '../fault.js'
import { plainClass } from '../storage-zones.js'
import type { Call, Handler } from './handler.js'

const maxBucketNameLength = 63

/** Creates a bucket in the region of the host, or of the server. */
export const createBucket: Handler<CreateBucketInput, CreateBucketOutput> = async (call) => {
  const { input, account, store, configurations, hostRegion, region, maxBuckets } = call
  checkName(call)
  const { acl, grants } = storedAcl(input)
  const { azType, architecture } = input
  const tags = Object.entries(input.tagging ?? {}).map(([key, value]) => ({ key, value }))
  checkTags(tags, 50)
  checkClass(input)
  const created = await store.createBucket({
    name: input.bucket,
    owner: account.appId,
    region: hostRegion ?? region,
    attributes: { acl: acl === 'private' ? undefined : acl, grants, azType, architecture },
    limit: maxBuckets,
  })
  if (created.outcome === 'too-many') throw new Fault('TooManyBuckets')
  const { outcome, bucket } = created
  if (outcome === 'created' && tags.length > 0) await configurations.put({ bucket: bucket.name, name: 'tagging' }, { tags })
  if (outcome === 'created') return { output: {} }
  throw new Fault(bucket.owner === account.appId ? 'BucketAlreadyOwnedByYou' : 'BucketAlreadyExists')
}

/** What a bucket of another class is like is not sourced [?]: this server has none. */
function checkClass({ storageClass = 'STANDARD', azType }: CreateBucketInput): void {
  const isZoned = storageClass.startsWith('MAZ_')
  if (isZoned && azType !== 'MAZ') throw new Fault('MAZOperationNotSupportOnOAZBucket')
  if (plainClass(storageClass) !== 'STANDARD')
    throw new Fault('NotImplemented', { message: `This server has no buckets of the class ${storageClass}.` })
}

function checkName({ input: { bucket } }: Call<CreateBucketInput>): void {
  if (bucket.length > maxBucketNameLength) throw new Fault('BucketNameTooLong')
  if (!/^[a-z\d](?:[a-z\d-]*[a-z\d])?-\d+$/.test(bucket)) throw new Fault('InvalidBucketName')
}
