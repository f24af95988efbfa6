import { copyVersion, isCopied } from '../replication/copy-version.js'
import type { ReplicationRule } from '../replication/rule.js'
import { ruleFor } from '../replication/rule-for.js'
import type { ObjectRecord } from '../store/records.js'
import type { Store } from '../store/store.js'
import { walkBuckets } from '../walk-buckets.js'
import { walkVersions } from '../walk-versions.js'
import type { BehaviourContext, CreateBehaviour } from './behaviour.js'

/** The most versions of one key that are held at once; what is left waits for the next sweep. */
const mostWaiting = 1000

/**
 * Copies what is written and deleted in a bucket to where its rules of replication say, and tells how far that is. The store marks what
 * is to be copied; a server that starts again, and every sweep, goes on with what is marked.
 */
export const replication: CreateBehaviour = (context) => {
  const { store, configurations, closing, defer } = context
  /** All copying is deferred work, one piece after the other: nothing is copied twice, and what was written first goes first. */
  const resumed = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => defer(() => resume(context, signal).then(resolve, reject)))
  resumed(closing).catch((error: unknown) => {
    // What is left when a server closes is for the next one.
    if (!closing.aborted) defer(() => Promise.reject(error))
  })
  return {
    async headersAbout({ attributes: { replicationStatus } }) {
      return typeof replicationStatus === 'string' ? { 'x-cos-replication-status': replicationStatus } : undefined
    },

    objectChanged({ kind, record }) {
      if ((kind !== 'stored' && kind !== 'marked') || record.attributes['replicationStatus'] !== 'Pending') return
      // Rules are those of the moment of the change.
      const document = configurations.get(record.bucket, 'replication')
      defer(async () => {
        const rule = ruleFor((await document)?.rules ?? [], record)
        if (rule) await setStatus(store, record, await copyVersion(store, rule, record))
      })
    },

    sweep: resumed,
  }
}

/** Copies what is marked: what could not be copied, or was cut off before. Of a key, the oldest version goes first. */
async function resume({ store, configurations }: BehaviourContext, signal: AbortSignal): Promise<void> {
  for await (const bucket of walkBuckets(store, signal)) {
    const document = await configurations.get(bucket.name, 'replication')
    if (!document) continue
    let waiting: { readonly record: ObjectRecord; readonly rule: ReplicationRule }[] = []
    const copyWaiting = async () => {
      for (const { record, rule } of waiting.reverse())
        await setStatus(store, record, (await isCopied(store, rule, record)) || (await copyVersion(store, rule, record)))
      waiting = []
    }
    for await (const record of walkVersions(store, { bucket: bucket.name, signal })) {
      const { replicationStatus } = record.attributes
      const rule = replicationStatus === 'Pending' || replicationStatus === 'Failed' ? ruleFor(document.rules, record) : undefined
      if (!rule) continue
      if (waiting[0]?.record.key !== record.key) await copyWaiting()
      waiting.push({ record, rule })
      // The walk gives the newest first: those are the ones that can wait.
      if (waiting.length > mostWaiting) waiting.shift()
    }
    await copyWaiting()
  }
}

async function setStatus(store: Store, { bucket, key, versionId, modifiedAtMs }: ObjectRecord, isDone: boolean): Promise<void> {
  const replicationStatus = isDone ? 'Complete' : 'Failed'
  await store.updateObject(
    { bucket, key, versionId },
    // A `null` version may have been written again meanwhile: then it has a change of its own.
    (current) => (current.modifiedAtMs === modifiedAtMs ? { ...current.attributes, replicationStatus } : current.attributes),
    { includesMarkers: true },
  )
}
