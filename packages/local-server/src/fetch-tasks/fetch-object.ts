import type { PutAsyncFetchTaskInput } from '@cos/core'
import { askOrigin, type OriginAnswer } from '../behaviours/origin/ask-origin.js'
import { attributesOfAnswer } from '../behaviours/origin/attributes-of-answer.js'
import { chooseEncryption } from '../encryption.js'
import { Fault } from '../fault.js'
import type { Call } from '../handlers/handler.js'
import { putBody } from '../put-body.js'
import type { Sealing } from '../store/seal.js'
import type { StagedBody } from '../store/store.js'
import type { RunningTask } from './fetch-tasks.js'

const maxBodyBytes = 5 * 1024 ** 3
const greatestRedirects = 10
/** What a source's refusal is called. */
const refusals: Readonly<Record<number, string>> = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'NotFound' }

/** What of a call a task keeps. */
export type FetchCall = Pick<Call, 'bucket' | 'store' | 'configurations' | 'nowMs'>

/** Fetches an object and stores it, a piece at a time. */
export async function fetchObject(call: FetchCall, input: PutAsyncFetchTaskInput, task: RunningTask): Promise<void> {
  const { url, key, md5 } = input
  if (await isLeftAlone(call, input)) return
  const answer = await askOrigin(url, { method: 'GET', headers: {}, redirects: greatestRedirects, signal: task.signal })
  if (!answer) throw new Fault('SourceUnreachable', { message: 'The source cannot be reached.' })
  if (answer.status !== 200) {
    await answer.discard()
    throw new Fault(refusals[answer.status] ?? `Status${answer.status}`, {
      message: `The source answered with the status ${answer.status}.`,
    })
  }
  const encryption = await chooseEncryption(call, undefined)
  const body = await staged(call, answer, task, encryption.sealing)
  if (md5 !== undefined && hexOf(md5) !== body.md5) {
    await body.discard()
    throw new Fault('BadDigest', { message: 'The bytes of the source do not have the MD5 that was given.' })
  }
  // A server that closes stores nothing more.
  if (task.signal.aborted) {
    await body.discard()
    throw task.signal.reason
  }
  await putBody(call, { key, body, attributes: attributesOfAnswer(answer.headers, key, call.bucket), encryption })
}

/** [?] No source says what the words mean: here `ignore` keeps an object that is there, and the flag keeps one with the same MD5. */
async function isLeftAlone({ store, bucket }: FetchCall, input: PutAsyncFetchTaskInput): Promise<boolean> {
  const { key, onKeyExist, ignoreSameKey, md5 } = input
  if (onKeyExist !== 'ignore' && !ignoreSameKey) return false
  const found = await store.openObject({ bucket: bucket.name, key })
  if (found.outcome !== 'found') return false
  await found.reader.close()
  return onKeyExist === 'ignore' || (md5 !== undefined && hexOf(md5) === found.reader.record.etag)
}

async function staged(
  { store }: FetchCall,
  { headers, body }: OriginAnswer,
  task: RunningTask,
  sealing: Sealing | undefined,
): Promise<StagedBody> {
  const totalBytes = Number(headers['content-length'] ?? Number.NaN)
  try {
    return await store.stage(counted(body, totalBytes, task), { sealing })
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('ConnectionLost', { message: 'The connection to the source was lost.' })
  }
}

async function* counted(body: AsyncIterable<Uint8Array>, totalBytes: number, { tell }: RunningTask): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > maxBodyBytes) throw new Fault('EntityTooLarge')
    if (totalBytes > 0) tell(Math.min(99, Math.floor((sizeBytes / totalBytes) * 100)))
    yield chunk
  }
}

/** [?] The form of the digest is not documented: both usual ones are taken. */
function hexOf(md5: string): string {
  return /^[A-Za-z\d+/]{22}==$/.test(md5) ? Buffer.from(md5, 'base64').toString('hex') : md5.toLowerCase()
}
