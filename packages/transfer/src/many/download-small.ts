import { GetObjectCommand, type GetObjectInput, type GetObjectOutput, isCosError } from '@cos/core'
import type { PoolRun } from '../control/pool.js'
import type { MoverOptions, OpenPrefix } from './mover-options.js'

/** What is needed to fetch a small object. */
export interface SmallDownload
  extends Pick<OpenPrefix, 'client'>,
    Pick<PoolRun, 'signal' | 'clock'>,
    Pick<MoverOptions, 'share' | 'partDeadlineMs'> {
  /** One that has more bytes is given up. */
  readonly mostBytes: number
}

/** An object in memory. */
export interface SmallObject {
  readonly bytes: Uint8Array
  readonly output: GetObjectOutput
}

/**
 * Reads an object into memory; one that was damaged on the way, or replaced meanwhile, is asked for once more. Undefined
 * when it has become large.
 */
export async function downloadSmall(run: SmallDownload, input: GetObjectInput): Promise<SmallObject | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetchSmall(run, input)
    } catch (error) {
      const isPassing = isCosError(error) && (error.code === 'ChecksumMismatch' || error.code === 'ObjectChanged')
      if (attempt === 2 || !isPassing || run.signal.aborted) throw error
    }
  }
}

async function fetchSmall(run: SmallDownload, input: GetObjectInput): Promise<SmallObject | undefined> {
  const { client, signal, clock, share, partDeadlineMs, mostBytes } = run
  const slot = await share?.acquire(signal)
  const startedAt = clock.now()
  try {
    const output = await client.send(new GetObjectCommand(input), { signal, deadlineMs: partDeadlineMs })
    if ((output.contentLength ?? Number.POSITIVE_INFINITY) > mostBytes) {
      await output.body.cancel()
      return undefined
    }
    const bytes = await output.body.bytes()
    await share?.pace(bytes.byteLength, signal)
    signal.throwIfAborted()
    slot?.release({ elapsedMs: clock.now() - startedAt, sizeBytes: bytes.byteLength })
    return { bytes, output }
  } finally {
    slot?.release()
  }
}
