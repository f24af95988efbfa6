import { Crc64, isRetryable, type Payload, TransportError } from '@cos/core'
import type { DownloadRun } from './download-run.js'
import type { FoundObject } from './found-object.js'
import { changed, getRange, hasChanged, unusable } from './get-range.js'

/** One part to fetch. */
export interface PartRequest {
  /** Where in the object it begins. */
  readonly first: number
  readonly sizeBytes: number
  /** All parts must come from that object. */
  readonly object: FoundObject
  /** An answer that brings it already. */
  readonly body: Payload | undefined
  readonly write: (chunk: Uint8Array) => void | Promise<void>
  readonly onMoved: (bytes: number) => void
}

/** An answer that brought this much before it broke earns a fresh set of attempts. */
const progressBytes = 1024 ** 2

/** What came of a part so far. */
interface Received {
  sizeBytes: number
  readonly checksum: Crc64 | undefined
}

/**
 * Fetches a part and returns its CRC-64. An answer that breaks off is continued from the byte it broke at; the client, told
 * not to resume by itself, repeats a request up to the headers of its answer, so that the two never multiply.
 */
export async function fetchPart(run: DownloadRun, part: PartRequest): Promise<string | undefined> {
  const received: Received = { sizeBytes: 0, checksum: run.isChecked ? new Crc64() : undefined }
  const startedAt = run.clock.now()
  let { body } = part
  for (let attempt = 1, receivedBefore = 0; ; attempt++) {
    try {
      body ??= await continuePart(run, part, received.sizeBytes)
      await receive(run, body, part, received)
      return received.checksum?.digestText()
    } catch (error) {
      if (run.signal.aborted) throw run.signal.reason
      // Without a body it is the client that gave up.
      if (!body || !isRetryable(error) || received.sizeBytes >= part.sizeBytes) throw error
      if (received.sizeBytes - receivedBefore >= progressBytes) attempt = 1
      receivedBefore = received.sizeBytes
      const elapsedMs = run.clock.now() - startedAt
      const delayMs = run.retry({ error, attempt, operation: 'GetObject', elapsedMs, retryAfterMs: undefined, random: run.clock.random() })
      if (delayMs === undefined) throw error
      await run.clock.sleep(delayMs, run.signal)
    }
    body = undefined
  }
}

async function receive(run: DownloadRun, body: Payload, part: PartRequest, received: Received): Promise<void> {
  const { share, signal } = run
  for await (const chunk of body) {
    if (received.sizeBytes + chunk.byteLength > part.sizeBytes) throw unusable('the service sent more bytes than it said')
    // Waiting for nothing would cost a turn of the event loop for each chunk.
    const wait = share?.pace(chunk.byteLength, signal)
    if (wait) await wait
    received.checksum?.update(chunk)
    const written = part.write(chunk)
    received.sizeBytes += chunk.byteLength
    if (written) await written
    part.onMoved(received.sizeBytes)
  }
  if (received.sizeBytes < part.sizeBytes) {
    throw new TransportError('The answer ended before all bytes had come.', { code: 'ConnectionLost' })
  }
}

async function continuePart(run: DownloadRun, part: PartRequest, receivedBytes: number): Promise<Payload> {
  const { object } = part
  const range = { first: part.first + receivedBytes, last: part.first + part.sizeBytes - 1, conditions: { ifMatch: object.etag } }
  const opened = await getRange(run, range).catch((error: unknown) => {
    throw hasChanged(error) ? changed(run, error) : error
  })
  if (opened.etag === object.etag && opened.objectSizeBytes === object.objectSizeBytes && !opened.isWhole && opened.body) return opened.body
  await opened.body?.cancel()
  throw changed(run)
}
