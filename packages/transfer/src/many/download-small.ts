import { CosError, GetObjectCommand, type GetObjectInput, type GetObjectOutput, isCosError } from '@cos/core'
import type { PoolRun } from '../control/pool.js'
import type { MoverOptions, OpenPrefix } from './mover-options.js'

/** What is needed to fetch a small object. */
export interface SmallDownload
  extends Pick<OpenPrefix, 'client'>,
    Pick<PoolRun, 'signal' | 'clock'>,
    Pick<MoverOptions, 'share' | 'partDeadlineMs'> {
  /** One that has more bytes is given up. */
  readonly mostBytes: number
  /** The ETag it was listed with. */
  readonly listedEtag: string | undefined
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
  const { listedEtag } = run
  let seenEtag: string | undefined
  for (let attempt = 1; ; attempt++) {
    try {
      const small = await fetchSmall(run, input)
      const etag = small?.output.etag
      if (etag === undefined || listedEtag === undefined || isSameEtag(etag, listedEtag) || etag === seenEtag) return small
      // It was replaced, or this is an answer to another request, given twice. What comes again is the object as it is now.
      seenEtag = etag
      throw new CosError(`"${input.key}" is not what was listed.`, { code: 'ObjectChanged' })
    } catch (error) {
      const isPassing = isCosError(error) && (error.code === 'ChecksumMismatch' || error.code === 'ObjectChanged')
      if (attempt === 2 || !isPassing || run.signal.aborted) throw error
    }
  }
}

function isSameEtag(left: string, right: string): boolean {
  return left.replaceAll('"', '') === right.replaceAll('"', '')
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
