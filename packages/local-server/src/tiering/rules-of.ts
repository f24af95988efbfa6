import type { GetBucketIntelligentTieringConfigurationOutput } from '@cos/core'
import type { Configurations } from '../configurations/configurations.js'

/** When which objects move to which tier. */
export type TieringRule = Pick<GetBucketIntelligentTieringConfigurationOutput, 'status' | 'filter' | 'tierings'>

/** Gives what acts of both kinds of a bucket's intelligent tiering: the one for the whole bucket, and rules. */
export async function tieringRulesOf(
  configurations: Pick<Configurations, 'get' | 'list'>,
  bucket: string,
): Promise<readonly TieringRule[]> {
  const whole = await configurations.get(bucket, 'intelligenttiering')
  const rules = (await configurations.list(bucket, 'intelligent-tiering')).map(({ document }) => document)
  const all: TieringRule[] = rules.filter(({ status }) => status === 'Enabled')
  if (whole) all.push({ status: 'Enabled', tierings: [{ accessTier: 'INFREQUENT', days: whole.transition.days }] })
  return all
}
