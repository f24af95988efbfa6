import { accessLogLine } from '../access-log/access-log-line.js'
import { accessRecordOf } from '../access-log/access-record-of.js'
import { createLogBuffer } from '../access-log/log-buffer.js'
import { putFile } from '../put-file.js'
import type { CreateBehaviour } from './behaviour.js'

/** Where the log of a bucket goes; undefined when it has none. */
type Target = { readonly targetBucket: string; readonly targetPrefix?: string | undefined } | undefined

/** Buckets come from clients, so what is remembered of them is bounded. */
const rememberedBuckets = 1000

/** Writes the access logs of buckets as objects of others: when a sweep comes, when many lines wait, and at the end. */
export const logging: CreateBehaviour = ({ store, configurations, clock, accounts, defer }) => {
  const buffer = createLogBuffer()
  const targets = new Map<string, Target>()
  configurations.onChange((bucket) => void targets.delete(bucket))

  const targetOf = async (bucket: string): Promise<Target> => {
    const target = (await configurations.get(bucket, 'logging'))?.loggingEnabled
    if (targets.size >= rememberedBuckets) targets.clear()
    targets.set(bucket, target)
    return target
  }
  const write = async () => {
    const { waiting, dropped } = buffer.take()
    const index = new Map<string, number>()
    for (const { bucket, lines } of waiting) {
      const target = await targetOf(bucket)
      const into = target && (await store.getBucket(target.targetBucket))
      if (!into) continue
      const prefix = target.targetPrefix ?? ''
      const number = index.get(into.name + prefix) ?? 0
      index.set(into.name + prefix, number + 1)
      const key = `${prefix}${datedName(clock.now(), clock.random())}_${number}`
      await putFile(store, { bucket: into, key, body: Buffer.from(`${lines.join('\n')}\n`), contentType: 'text/plain' })
    }
    if (dropped > 0) throw new Error(`${dropped} lines of access logs found no room: requests came faster than logs could be written.`)
  }

  return {
    afterAnswer(progress, answer) {
      const { bucket } = progress
      if (!bucket || (targets.has(bucket.name) && !targets.get(bucket.name))) return
      const line = accessLogLine(accessRecordOf(progress, answer, { bucket, accounts, nowMs: clock.now() }))
      const add = () => {
        if (buffer.add(bucket.name, line)) defer(write)
      }
      if (targets.has(bucket.name)) add()
      else
        defer(async () => {
          if (await targetOf(bucket.name)) add()
        })
    },
    sweep: write,
    close: write,
  }
}

/** `{YYYY}/{MM}/{DD}/{time}_{random}`. */
function datedName(nowMs: number, chance: number): string {
  const digits = new Date(nowMs).toISOString().replace(/\D/g, '').slice(0, 14)
  const random = Math.floor(chance * 2 ** 32)
  return `${digits.slice(0, 4)}/${digits.slice(4, 6)}/${digits.slice(6, 8)}/${digits}_${random.toString(16).padStart(8, '0')}`
}
