import { dayOf, dueDay } from '../inventory/due-day.js'
import { writeReport } from '../inventory/write-report.js'
import type { BucketRecord } from '../store/records.js'
import { walkBuckets } from '../walk-buckets.js'
import type { BehaviourContext, CreateBehaviour } from './behaviour.js'

/** Reports what is in a bucket: when a schedule says so, and once for each order. */
export const inventory: CreateBehaviour = (context) => {
  const { store, configurations, closing, defer } = context
  configurations.onChange((bucket, name) => {
    if (name !== 'inventory-order') return
    defer(async () => {
      const source = await store.getBucket(bucket)
      // An order that the end of the server cuts off is done by the next sweep of the bucket.
      if (source && !closing.aborted) await reportOrders(context, source, closing)
    })
  })
  return {
    async sweep(signal) {
      for await (const source of walkBuckets(store, signal)) {
        await reportDue(context, source, signal)
        await reportOrders(context, source, signal)
      }
    },
  }
}

async function reportDue({ store, configurations, clock }: BehaviourContext, source: BucketRecord, signal: AbortSignal): Promise<void> {
  const nowMs = clock.now()
  for (const { id, document } of await configurations.list(source.name, 'inventory')) {
    const day = document.isEnabled ? dueDay(document.schedule, document.madeAtMs, nowMs) : undefined
    const last = await configurations.get(source.name, 'inventory-report', id)
    if (day === undefined || (last && last.day >= day)) continue
    const isWritten = await writeReport(store, { source, inventory: document, nowMs, signal })
    if (isWritten) await configurations.put({ bucket: source.name, name: 'inventory-report', id }, { day })
  }
}

async function reportOrders({ store, configurations, clock }: BehaviourContext, source: BucketRecord, signal: AbortSignal): Promise<void> {
  const nowMs = clock.now()
  for (const { id, document } of await configurations.list(source.name, 'inventory-order')) {
    if (document.reportedOn !== undefined || !(await writeReport(store, { source, inventory: document, nowMs, signal }))) continue
    await configurations.put({ bucket: source.name, name: 'inventory-order', id }, { ...document, reportedOn: dayOf(nowMs) })
  }
}
