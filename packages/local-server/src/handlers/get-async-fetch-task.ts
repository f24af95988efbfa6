import type { GetAsyncFetchTaskInput, GetAsyncFetchTaskOutput } from '@cos/core'
import { Fault } from '../fault.js'
import type { Handler } from './handler.js'

/** Tells how far a task is. */
export const getAsyncFetchTask: Handler<GetAsyncFetchTaskInput, GetAsyncFetchTaskOutput> = async ({
  input,
  bucket,
  fetchTasks,
  requestId,
}) => {
  const state = fetchTasks.get(bucket.name, input.taskId)
  if (!state) throw new Fault('NoSuchTask', { status: 404, message: 'The bucket has no task of this id.' })
  return { output: { ...state, requestId } }
}
