import type { PutAsyncFetchTaskInput } from '@cos/core'
import type { FetchTaskState, RunningTask } from './fetch-tasks.js'

const timeoutMs = 10_000

/** [?] What a notification carries is not documented: here it is what asking for the task would tell, with bucket and key. */
export async function callBack(
  { bucket, key, successCallbackUrl, failureCallbackUrl }: PutAsyncFetchTaskInput,
  { taskId, signal }: RunningTask,
  { status, code, message }: FetchTaskState,
): Promise<void> {
  const url = status === 'TASK_SUCCEED' ? successCallbackUrl : failureCallbackUrl
  if (url === undefined) return
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ taskid: taskId, bucket, key, status, code, msg: message }),
    // It could lead away from this machine.
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  }).catch(() => undefined)
  await answer?.body?.cancel()
}
