import {
  Crc64,
  GetObjectCommand,
  type GetObjectOutput,
  isRetryable,
  isServiceError,
  type Payload,
  ResponseError,
  TransportError,
} from '@cos/core'
import type { DownloadRun } from './download-run.js'

/** An answer whose bytes are still to be read. */
export interface OpenedRange {
  readonly output: GetObjectOutput
  /** Size of the whole object. */
  readonly objectSizeBytes: number
  /** True when the service ignored the range and sends everything. */
  readonly isWhole: boolean
}

/** Which bytes to ask for. */
export interface RangeRequest {
  readonly first: number
  readonly last: number | undefined
  readonly ifMatch: string | undefined
}

/** Asks for a range and checks that the answer is that range. */
export async function getRange(run: DownloadRun, { first, last, ifMatch }: RangeRequest): Promise<OpenedRange> {
  const output = await run.client.send(new GetObjectCommand({ ...run.object, range: { first, last }, ifMatch }), { signal: run.signal })
  if (output.contentRange === undefined && first === 0 && output.contentLength !== undefined) {
    return { output, objectSizeBytes: output.contentLength, isWhole: true }
  }
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(output.contentRange ?? '')
  const objectSizeBytes = Number(match?.[3])
  if (match && Number(match[1]) === first && Number(match[2]) === Math.min(last ?? objectSizeBytes, objectSizeBytes - 1)) {
    return { output, objectSizeBytes, isWhole: false }
  }
  await output.body.cancel()
  throw broken(`asked for bytes ${first}-${last ?? ''} of ${run.object.key}, the service sent ${output.contentRange ?? 'another part'}`)
}

/** One part to fetch. */
export interface PartRequest {
  /** Where in the object it begins. */
  readonly first: number
  readonly sizeBytes: number
  /** What the first answer said: all parts must come from that object. */
  readonly object: OpenedRange
  /** An answer that brings it already. */
  readonly body: Payload | undefined
  readonly write: (chunk: Uint8Array) => void | Promise<void>
  readonly onMoved: (bytes: number) => void
}

/** An answer that brought this much before it broke earns a fresh set of attempts. */
const progressBytes = 1024 ** 2

/**
 * Fetches a part and returns its CRC-64. An answer that breaks off is continued from the byte it broke at: the client
 * repeats a request up to the headers of its answer and no further, so that the two never multiply.
 */
export async function fetchPart(run: DownloadRun, part: PartRequest): Promise<string> {
  const checksum = new Crc64()
  const startedAt = run.clock.now()
  let { body } = part
  for (let attempt = 1, receivedBefore = 0; ; attempt++) {
    body ??= await continuePart(run, part, checksum.lengthBytes)
    try {
      await receive(body, part, checksum)
      return checksum.digestText()
    } catch (error) {
      if (run.signal.aborted) throw run.signal.reason
      if (!isRetryable(error) || checksum.lengthBytes >= part.sizeBytes) throw error
      if (checksum.lengthBytes - receivedBefore >= progressBytes) attempt = 1
      receivedBefore = checksum.lengthBytes
      const elapsedMs = run.clock.now() - startedAt
      const delayMs = run.retry({ error, attempt, operation: 'GetObject', elapsedMs, retryAfterMs: undefined, random: run.clock.random() })
      if (delayMs === undefined) throw error
      await run.clock.sleep(delayMs, run.signal)
    }
    body = undefined
  }
}

async function receive(body: Payload, part: PartRequest, checksum: Crc64): Promise<void> {
  for await (const chunk of body) {
    if (checksum.lengthBytes + chunk.byteLength > part.sizeBytes) throw broken('the service sent more bytes than it said')
    await part.write(chunk)
    checksum.update(chunk)
    part.onMoved(checksum.lengthBytes)
  }
  if (checksum.lengthBytes < part.sizeBytes) {
    throw new TransportError('The answer ended before all bytes had come.', { code: 'ConnectionLost' })
  }
}

async function continuePart(run: DownloadRun, part: PartRequest, receivedBytes: number): Promise<Payload> {
  const { object } = part
  const range = { first: part.first + receivedBytes, last: part.first + part.sizeBytes - 1, ifMatch: object.output.etag }
  const opened = await getRange(run, range).catch((error: unknown) => {
    throw isServiceError(error, 'PreconditionFailed') ? changed(run, error) : error
  })
  const { etag } = opened.output
  if (etag === object.output.etag && opened.objectSizeBytes === object.objectSizeBytes && !opened.isWhole) return opened.output.body
  await opened.output.body.cancel()
  throw changed(run)
}

function changed(run: DownloadRun, cause?: unknown): ResponseError {
  const { bucket, key } = run.object
  return new ResponseError(
    `${bucket}/${key} changed while it was downloaded: parts of two versions must not be mixed. Download it again.`,
    {
      code: 'ObjectChanged',
      operation: 'GetObject',
      status: 412,
      cause,
    },
  )
}

function broken(what: string): ResponseError {
  return new ResponseError(`The answer to GetObject cannot be used: ${what}.`, {
    code: 'UnreadableResponse',
    operation: 'GetObject',
    status: 206,
  })
}
