import type { PutAsyncFetchTaskInput, PutAsyncFetchTaskOutput } from '@cos/core'
import { isLoopback } from '../behaviours/origin/ask-origin.js'
import { Fault } from '../fault.js'
import { callBack } from '../fetch-tasks/call-back.js'
import { fetchObject } from '../fetch-tasks/fetch-object.js'
import type { Handler } from './handler.js'

/** Takes a task on that fetches an object. */
export const putAsyncFetchTask: Handler<PutAsyncFetchTaskInput, PutAsyncFetchTaskOutput> = async (call) => {
  const { access, bucket, store, configurations, nowMs, fetchTasks } = call
  const key = call.input.key.replace(/^\//, '')
  if (key === '') throw new Fault('InvalidArgument', { message: 'The key is empty.' })
  if (Buffer.byteLength(key) > 850) throw new Fault('KeyTooLong')
  await access.check({ key })
  const input = { ...call.input, key }
  refuseLacking(input)
  const kept = { bucket, store, configurations, nowMs }
  const taskId = fetchTasks.add({
    bucket: bucket.name,
    run: (task) => fetchObject(kept, input, task),
    ended: (task, state) => callBack(input, task, state),
  })
  return { output: { taskId, requestId: call.requestId } }
}

function refuseLacking({ onKeyExist, successCallbackUrl, failureCallbackUrl }: PutAsyncFetchTaskInput): void {
  if (onKeyExist !== undefined && !/^(save|ignore|)$/.test(onKeyExist))
    throw new Fault('NotImplemented', { message: `This server does not have OnKeyExist ${onKeyExist}: only save and ignore.` })
  for (const url of [successCallbackUrl, failureCallbackUrl]) {
    if (url !== undefined && !isLoopback(new URL(url).hostname))
      throw new Fault('NotImplemented', { message: 'This server calls back to its own machine only.' })
  }
}
