import { prefixOf } from '../lifecycle/applies-to.js'
import { commonPrefix } from '../lifecycle/common-prefix.js'
import { readAttributes } from '../object-attributes.js'
import type { ObjectRecord } from '../store/records.js'
import { dueTier } from '../tiering/due-tier.js'
import { tieringRulesOf } from '../tiering/rules-of.js'
import { dayNumberOf, isIntelligent } from '../tiering/tier-of.js'
import { walkBuckets } from '../walk-buckets.js'
import { walkVersions } from '../walk-versions.js'
import type { CreateBehaviour } from './behaviour.js'

/** Moves objects of the intelligent classes to colder tiers while nobody reads them, and back when somebody does. */
export const intelligentTiering: CreateBehaviour = ({ store, configurations, clock, defer }) => {
  /** Objects whose use is being written down: many reads at once are one use. */
  const noting = new Set<string>()

  async function noteUse({ bucket, key, versionId, modifiedAtMs, attributes }: ObjectRecord): Promise<void> {
    const isCold = readAttributes(attributes).tier !== undefined
    if (!isCold && (await tieringRulesOf(configurations, bucket)).length === 0) return
    const accessedOn = dayNumberOf(clock.now())
    await store.updateObject({ bucket, key, versionId }, (current) =>
      current.modifiedAtMs === modifiedAtMs
        ? { ...current.attributes, accessedOn, tier: undefined, restoration: undefined }
        : current.attributes,
    )
  }

  return {
    /** A day's first read of an object is written down, after the answer; those that follow cost a comparison. */
    objectRead(record) {
      const { storageClass, tier, accessedOn } = readAttributes(record.attributes)
      if (!isIntelligent(storageClass) || (tier === undefined && accessedOn === dayNumberOf(clock.now()))) return
      const name = `${record.bucket}/${record.versionId}/${record.key}`
      if (noting.has(name)) return
      noting.add(name)
      defer(() => noteUse(record).finally(() => noting.delete(name)))
    },

    async sweep(signal) {
      for await (const bucket of walkBuckets(store, signal)) {
        const rules = await tieringRulesOf(configurations, bucket.name)
        if (rules.length === 0) continue
        const walk = { bucket: bucket.name, prefix: commonPrefix(rules.map(prefixOf)), signal }
        for await (const record of walkVersions(store, walk)) {
          if (dueTier(rules, record, clock.now()) === undefined) continue
          const { key, versionId } = record
          await store.updateObject({ bucket: bucket.name, key, versionId }, (current) => {
            // It may have been read, or written again, since.
            const tier = dueTier(rules, current, clock.now())
            return tier ? { ...current.attributes, tier, restoration: undefined } : current.attributes
          })
        }
      }
    },
  }
}
