import type { ListBucketIntelligentTieringConfigurationsInput, ListBucketIntelligentTieringConfigurationsOutput } from '@cos/core'
import type { Handler } from './handler.js'

/** Lists the rules of a bucket about tiers. */
export const listBucketIntelligentTieringConfigurations: Handler<
  ListBucketIntelligentTieringConfigurationsInput,
  ListBucketIntelligentTieringConfigurationsOutput
> = async ({ bucket, configurations }) => {
  const listed = await configurations.list(bucket.name, 'intelligent-tiering')
  return { output: { configurations: listed.map(({ document }) => document) } }
}
