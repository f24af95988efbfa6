import { copyMarker, copyVersion } from '../replication/copy-version.js'
import type { ReplicationRule } from '../replication/rule.js'
import { ruleFor } from '../replication/rule-for.js'
import type { ObjectRecord } from '../store/records.js'
import { walkBuckets } from '../walk-buckets.js'
import { walkVersions } from '../walk-versions.js'
import type { BehaviourContext, CreateBehaviour } from './behaviour.js'

/** Copies what is written and deleted in a bucket to where its rules of replication say, and tells how far that is. */
export const replication: CreateBehaviour = (context) => {
  const { store, configurations, defer } = context
  /** What this behaviour wrote itself is not copied on, so that buckets may copy to each other. */
  const own = new WeakSet<ObjectRecord>()
  return {
    async headersAbout({ attributes: { replicationStatus } }) {
      return typeof replicationStatus === 'string' ? { 'x-cos-replication-status': replicationStatus } : undefined
    },

    objectChanged({ kind, record }) {
      if (kind !== 'stored' && kind !== 'marked') return
      // Rules are those of the moment of the change. The work is deferred, so that by then this behaviour's own writes are known.
      const document = configurations.get(record.bucket, 'replication')
      defer(async () => {
        const rule = own.has(record) ? undefined : ruleFor((await document)?.rules ?? [], record)
        if (!rule) return
        if (kind === 'stored') return replicate(context, own, rule, record)
        const marker = await copyMarker(store, rule, record)
        if (marker) own.add(marker)
      })
    },

    /** Tries again what could not be copied, or was cut off while it was. */
    async sweep(signal) {
      for await (const bucket of walkBuckets(store, signal)) {
        const document = await configurations.get(bucket.name, 'replication')
        if (!document) continue
        for await (const record of walkVersions(store, { bucket: bucket.name, signal })) {
          const { replicationStatus } = record.attributes
          const rule = replicationStatus === 'Pending' || replicationStatus === 'Failed' ? ruleFor(document.rules, record) : undefined
          if (rule) await replicate(context, own, rule, record)
        }
      }
    },
  }
}

async function replicate(
  { store }: BehaviourContext,
  own: WeakSet<ObjectRecord>,
  rule: ReplicationRule,
  record: ObjectRecord,
): Promise<void> {
  await setStatus('Pending')
  const copy = await copyVersion(store, rule, record)
  if (copy) own.add(copy)
  await setStatus(copy ? 'Complete' : 'Failed')

  async function setStatus(replicationStatus: string): Promise<void> {
    const { bucket, key, versionId } = record
    await store.updateObject({ bucket, key, versionId }, (current) =>
      // A `null` version may have been written again meanwhile: then it has a change of its own.
      current.modifiedAtMs === record.modifiedAtMs ? { ...current.attributes, replicationStatus } : current.attributes,
    )
  }
}
