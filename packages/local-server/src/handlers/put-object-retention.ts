import type { PutObjectRetentionInput, PutObjectRetentionOutput } from '@cos/core'
import { Fault } from '../fault.js'
import { readAttributes } from '../object-attributes.js'
import { updateObject } from '../update-object.js'
import type { Handler } from './handler.js'

/** Locks an object until a date. */
export const putObjectRetention: Handler<PutObjectRetentionInput, PutObjectRetentionOutput> = async (call) => {
  const { input, bucket, configurations, nowMs } = call
  if (!(await configurations.get(bucket.name, 'object-lock'))) throw new Fault('NoSuchObjectLockConfiguration')
  const retainUntilMs = input.retainUntilDate.getTime()
  if (retainUntilMs <= nowMs) throw new Fault('InvalidArgument', { message: 'RetainUntilDate is in the past.' })
  await updateObject(call, input, ({ attributes }) => {
    if (retainUntilMs < (readAttributes(attributes).retention?.retainUntilMs ?? 0)) throw new Fault('InvalidLockedTime')
    return { ...attributes, retention: { mode: input.mode, retainUntilMs } }
  })
  return { output: {} }
}
