import type { ListBucketsInput, ListBucketsOutput } from '@cos/core'
import { Fault } from '../fault.js'
import { ownerOfAccount } from '../owners.js'
import type { BucketRecord } from '../store/records.js'
import type { Call, Handler } from './handler.js'

const greatestPage = 2000
const comparisons: Readonly<Record<string, (bucket: number, instant: number) => boolean>> = {
  lt: (bucket, instant) => bucket < instant,
  lte: (bucket, instant) => bucket <= instant,
  gt: (bucket, instant) => bucket > instant,
  gte: (bucket, instant) => bucket >= instant,
}

/** Lists the buckets of the account, those of the host's region only where the host names one. */
export const listBuckets: Handler<ListBucketsInput, ListBucketsOutput> = async (call) => {
  const { input, account } = call
  if ((input.range === undefined) !== (input.createTime === undefined)) {
    throw new Fault('InvalidArgument', { message: 'create-time and range go together.' })
  }
  const limit = input.maxKeys ?? greatestPage
  // One more than a page holds tells whether another follows.
  const found = await matching(call, limit + 1)
  const isTruncated = found.length > limit
  const buckets = found.slice(0, limit)
  return {
    output: {
      owner: ownerOfAccount(account),
      buckets: buckets.map(({ name, region, createdAtMs, attributes }) => ({
        name,
        location: region,
        creationDate: new Date(createdAtMs),
        bucketType: attributes['architecture'] === 'OFS' ? 'ofs' : 'cos',
      })),
      marker: input.marker ?? '',
      nextMarker: isTruncated ? buckets.at(-1)?.name : undefined,
      isTruncated,
    },
  }
}

async function matching(call: Call<ListBucketsInput>, limit: number): Promise<BucketRecord[]> {
  const { store, account, input } = call
  const found: BucketRecord[] = []
  let marker = input.marker
  for (;;) {
    const page = await store.listBuckets({ owner: account.appId, marker, limit: 1000 })
    for (const bucket of page.buckets) if (isWanted(bucket, call) && (await isTagged(bucket, call))) found.push(bucket)
    if (found.length >= limit || !page.isTruncated) return found.slice(0, limit)
    marker = page.nextMarker
  }
}

function isWanted(bucket: BucketRecord, { input, hostRegion }: Call<ListBucketsInput>): boolean {
  const { region = hostRegion, createTime, range } = input
  if (region !== undefined && bucket.region !== region) return false
  if (createTime === undefined || range === undefined) return true
  return comparisons[range]!(Math.floor(bucket.createdAtMs / 1000), Math.floor(createTime.getTime() / 1000))
}

async function isTagged({ name }: BucketRecord, { input: { tagKey, tagValue }, configurations }: Call<ListBucketsInput>): Promise<boolean> {
  if (tagKey === undefined) return true
  const tagging = await configurations.get(name, 'tagging')
  return tagging?.tags.some(({ key, value }) => key === tagKey && (tagValue === undefined || value === tagValue)) ?? false
}
