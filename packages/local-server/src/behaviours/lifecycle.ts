import { percentEncode } from '@cos/signer'
import { dayMs } from '../day.js'
import { appliesToUpload, prefixOf } from '../lifecycle/applies-to.js'
import { commonPrefix } from '../lifecycle/common-prefix.js'
import { dueAction } from '../lifecycle/due-action.js'
import { expirationOf } from '../lifecycle/expiration-of.js'
import { performAction } from '../lifecycle/perform-action.js'
import type { LifecycleRule } from '../lifecycle/rule.js'
import { subjectsOf } from '../lifecycle/subjects-of.js'
import type { BucketRecord } from '../store/records.js'
import { walkBuckets } from '../walk-buckets.js'
import { walkUploads } from '../walk-uploads.js'
import type { BehaviourContext, CreateBehaviour } from './behaviour.js'

/** Expires, moves and clears away what the lifecycle of a bucket says, and tells of it in `x-cos-expiration`. */
export const lifecycle: CreateBehaviour = (context) => {
  const { store, configurations } = context
  return {
    async headersAbout(record) {
      const document = await configurations.get(record.bucket, 'lifecycle')
      const expiration = document && record.isLatest ? expirationOf(document.rules, record) : undefined
      if (!expiration) return undefined
      const date = new Date(expiration.atMs).toUTCString()
      return { 'x-cos-expiration': `expiry-date="${date}", rule-id="${percentEncode(expiration.ruleId ?? '')}"` }
    },

    async sweep(signal) {
      for await (const bucket of walkBuckets(store, signal)) {
        const document = await configurations.get(bucket.name, 'lifecycle')
        const rules = document?.rules.filter(({ status }) => status === 'Enabled') ?? []
        await sweepVersions(context, bucket, rules.filter(isForVersions), signal)
        await sweepUploads(context, bucket, rules.filter(isForUploads), signal)
      }
    },
  }
}

async function sweepVersions(
  context: BehaviourContext,
  bucket: BucketRecord,
  rules: readonly LifecycleRule[],
  signal: AbortSignal,
): Promise<void> {
  if (rules.length === 0) return
  const { store, clock } = context
  const walk = { bucket: bucket.name, prefix: commonPrefix(rules.map(prefixOf)), signal }
  for await (const subject of subjectsOf(store, walk)) {
    const action = dueAction(rules, subject, clock.now())
    if (action) await performAction(context, bucket, subject.record, action)
  }
}

async function sweepUploads(
  { store, clock }: BehaviourContext,
  bucket: BucketRecord,
  rules: readonly LifecycleRule[],
  signal: AbortSignal,
): Promise<void> {
  if (rules.length === 0) return
  const walk = { bucket: bucket.name, prefix: commonPrefix(rules.map(prefixOf)), signal }
  for await (const { key, uploadId, initiatedAtMs } of walkUploads(store, walk)) {
    const ageMs = clock.now() - initiatedAtMs
    const isOver = rules.some(
      (rule) => ageMs >= (rule.abortIncompleteMultipartUpload?.daysAfterInitiation ?? 0) * dayMs && appliesToUpload(rule, key),
    )
    if (isOver) await store.abortUpload({ bucket: bucket.name, key, uploadId })
  }
}

function isForVersions({ expiration, transitions, noncurrentVersionExpiration, noncurrentVersionTransitions }: LifecycleRule): boolean {
  return Boolean(expiration || transitions || noncurrentVersionExpiration || noncurrentVersionTransitions)
}

function isForUploads({ abortIncompleteMultipartUpload }: LifecycleRule): boolean {
  return abortIncompleteMultipartUpload !== undefined
}
