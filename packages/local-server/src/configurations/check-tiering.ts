import type { PutBucketIntelligentTieringConfigurationInput, PutBucketIntelligentTieringInput } from '@cos/core'
import { Fault } from '../fault.js'
import type { Call } from '../handlers/handler.js'

/** Refuses a tiering that COS does not have, and a change of the one that is there. */
export async function checkTiering(
  { transition }: Pick<PutBucketIntelligentTieringInput, 'transition'>,
  { bucket, configurations }: Call,
): Promise<void> {
  if (![30, 60, 90].includes(transition.days)) throw new Fault('InvalidArgument', { message: 'Days is one of 30, 60 and 90.' })
  if (transition.requestFrequent !== 1) throw new Fault('InvalidArgument', { message: 'RequestFrequent is 1.' })
  if ((await configurations.get(bucket.name, 'intelligenttiering')) === undefined) return
  // The message is that of COS; the code that goes with it is not sourced [?].
  throw new Fault('InvalidArgument', { message: 'Not support modify intelligent tiering configuration' })
}

/** Refuses a rule that moves nothing, or the same tier twice. */
export function checkTieringRule({ id, tierings }: Pick<PutBucketIntelligentTieringConfigurationInput, 'id' | 'tierings'>): void {
  if (id === '') throw new Fault('InvalidArgument', { message: 'Id is empty.' })
  if (tierings.length === 0) throw new Fault('MalformedXML', { message: 'IntelligentTieringConfiguration needs a Tiering.' })
  if (tierings.some(({ requestFrequent = 1 }) => requestFrequent !== 1))
    throw new Fault('InvalidArgument', { message: 'RequestFrequent is 1.' })
  if (tierings.some(({ days }) => days < 1)) throw new Fault('InvalidArgument', { message: 'Days must be positive.' })
  if (new Set(tierings.map(({ accessTier }) => accessTier)).size < tierings.length) {
    throw new Fault('InvalidArgument', { message: 'Two tierings move to the same tier.' })
  }
}
