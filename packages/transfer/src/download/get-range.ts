import { GetObjectCommand, HeadObjectCommand, isServiceError, ResponseError } from '@cos/core'
import { sendOne } from '../control/send-one.js'
import type { Conditions, DownloadRun } from './download-run.js'
import type { FoundObject } from './found-object.js'

/** Which bytes to ask for. */
export interface RangeRequest {
  readonly first: number
  readonly last: number | undefined
  readonly conditions: Conditions
}

/** Asks for a range and checks that the answer is that range. */
export async function getRange(run: DownloadRun, { first, last, conditions }: RangeRequest): Promise<FoundObject> {
  const command = new GetObjectCommand({ ...run.object, ...conditions, range: { first, last } })
  // A part goes on by itself, with its own count of attempts: the two must not multiply.
  const output = await sendOne(run, { ...command, operation: { ...command.operation, resume: undefined } })
  const { body, contentLength, contentRange, crc64, ...about } = output
  if (contentRange === undefined && first === 0 && contentLength !== undefined) {
    return { etag: about.etag, objectSizeBytes: contentLength, crc64, about, body, isWhole: true }
  }
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(contentRange ?? '')
  const objectSizeBytes = Number(match?.[3])
  if (match && Number(match[1]) === first && Number(match[2]) === Math.min(last ?? objectSizeBytes, objectSizeBytes - 1)) {
    return { etag: about.etag, objectSizeBytes, crc64, about, body, isWhole: false }
  }
  await body.cancel()
  throw unusable(`asked for bytes ${first}-${last ?? ''} of ${run.object.key}, the service sent ${contentRange ?? 'another part'}`)
}

/** Asks what is known of the object, without its bytes. */
export async function headObject(run: DownloadRun, conditions: Conditions): Promise<FoundObject> {
  const head = await run.client.send(new HeadObjectCommand({ ...run.object, ...conditions }), { signal: run.signal })
  const { contentLength, contentRange, crc64, ...about } = head
  if (contentLength === undefined) throw unusable('it does not say how large the object is')
  return { etag: about.etag, objectSizeBytes: contentLength, crc64, about, body: undefined, isWhole: false }
}

/** Tells an answer that says: it is not that version any more. */
export function hasChanged(error: unknown): boolean {
  return isServiceError(error, 'PreconditionFailed') || isServiceError(error, 'NoSuchKey') || isServiceError(error, 'NoSuchVersion')
}

/** The error for an object that was replaced meanwhile. */
export function changed({ object: { bucket, key } }: DownloadRun, cause?: unknown): ResponseError {
  const message = `${bucket}/${key} changed while it was downloaded: parts of two versions must not be mixed. Download it again.`
  return new ResponseError(message, { code: 'ObjectChanged', operation: 'GetObject', status: 412, cause })
}

/** The error for an answer that does not fit the question. */
export function unusable(what: string): ResponseError {
  const message = `The answer to GetObject cannot be used: ${what}.`
  return new ResponseError(message, { code: 'UnreadableResponse', operation: 'GetObject', status: 206 })
}
