import { backoff, HeadObjectCommand, InputError, isServiceError, ResponseError, systemClock } from '@cos/core'
import { openTarget } from '#target'
import { combineParts, type PartChecksum } from './combine-parts.js'
import type { DownloadOptions, DownloadOutput } from './download-options.js'
import type { DownloadRun } from './download-run.js'
import { fetchPart, getRange, type OpenedRange } from './fetch-part.js'
import { checkPartSize, defaultPartBytes, type PartPlan, partAt } from './plan.js'
import { checkConcurrency, runPool } from './pool.js'
import { ProgressMeter } from './progress.js'
import type { Target } from './target/target.js'
import type { CommandSender } from './upload-options.js'

/**
 * Downloads an object of any size: into a file by several ranges at once, into a stream in order. All bytes are of one
 * version of the object and are checked by its CRC-64; a file appears only after that.
 *
 * Throws what `client.send` throws; `InputError` for a target that cannot be written; `ResponseError` with the code
 * `ObjectChanged` when the object was replaced meanwhile, `ChecksumMismatch` when the bytes are not those that were
 * stored; the signal's own reason when aborted.
 */
export async function download(client: CommandSender, options: DownloadOptions): Promise<DownloadOutput> {
  const run = startRun(client, options)
  const target = await openTarget(options.target, options.isDurable ?? false)
  try {
    const output = await downloadTo(target, run, options)
    await target.commit()
    return output
  } catch (error) {
    await target.discard(error)
    throw error
  }
}

function startRun(client: CommandSender, options: DownloadOptions): DownloadRun {
  const { bucket, key, versionId, signal } = options
  signal?.throwIfAborted()
  const controller = new AbortController()
  return {
    client,
    object: { bucket, key, versionId },
    controller,
    signal: signal ? AbortSignal.any([signal, controller.signal]) : controller.signal,
    partSizeBytes: checkPartSize(options.partSizeBytes ?? defaultPartBytes),
    concurrency: checkConcurrency(options.concurrency ?? 5),
    retry: options.retry ?? backoff(),
    clock: options.clock ?? systemClock,
  }
}

async function downloadTo(target: Target, run: DownloadRun, options: DownloadOptions): Promise<DownloadOutput> {
  const first = wholeNumber(options.range?.first ?? 0, 'range.first')
  const last = options.range?.last === undefined ? undefined : wholeNumber(options.range.last, 'range.last')
  const firstLast = target.takesParts ? Math.min(first + run.partSizeBytes - 1, last ?? Number.MAX_SAFE_INTEGER) : last
  const opened = await getRange(run, { first, last: firstLast, ifMatch: options.ifMatch }).catch((error: unknown) => {
    if (options.range || !isServiceError(error, 'InvalidRange')) throw error
    return undefined
  })
  if (!opened) return emptyObject(run, options)
  const { body, contentLength, contentRange, crc64, ...about } = opened.output
  const sizeBytes = Math.min(last ?? Number.MAX_SAFE_INTEGER, opened.objectSizeBytes - 1) - first + 1
  const progress = new ProgressMeter(sizeBytes, options.onProgress, (error) => run.controller.abort(error))
  const partSizeBytes = target.takesParts && !opened.isWhole ? run.partSizeBytes : sizeBytes
  const plan: PartPlan = { sizeBytes, partSizeBytes, partCount: Math.ceil(sizeBytes / partSizeBytes) }
  const parts = await fetchParts({ run, target, plan, first, opened, progress })
  run.signal.throwIfAborted()
  const isChecked = options.verifyChecksum !== false && !options.range && crc64 !== undefined
  return { ...about, sizeBytes, crc64: isChecked ? compareChecksum(run, crc64, parts) : undefined }
}

interface Fetching {
  readonly run: DownloadRun
  readonly target: Target
  readonly plan: PartPlan
  /** Where in the object the first part begins. */
  readonly first: number
  /** The answer that is under way already: it brings the first part. */
  readonly opened: OpenedRange
  readonly progress: ProgressMeter
}

async function fetchParts({ run, target, plan, first, opened, progress }: Fetching): Promise<PartChecksum[]> {
  const parts: PartChecksum[] = []
  let isOpenedUsed = false
  try {
    await runPool(indexes(plan.partCount), run.concurrency, run.controller, async (index) => {
      const { partNumber, offset, sizeBytes } = partAt(plan, index)
      const writer = target.writer(offset)
      if (index === 0) isOpenedUsed = true
      const crc64 = await fetchPart(run, {
        first: first + offset,
        sizeBytes,
        object: opened,
        body: index === 0 ? opened.output.body : undefined,
        write: (chunk) => writer.write(chunk),
        onMoved: (bytes) => progress.moved(partNumber, bytes),
      })
      await writer.flush()
      parts[index] = { crc64, sizeBytes }
      progress.confirmed(partNumber, sizeBytes)
    })
  } finally {
    if (!isOpenedUsed) await opened.output.body.cancel()
  }
  return parts
}

async function* indexes(count: number): AsyncGenerator<number, void> {
  for (let index = 0; index < count; index++) yield index
}

/** No range can be asked of an empty object. */
async function emptyObject(run: DownloadRun, options: DownloadOptions): Promise<DownloadOutput> {
  const head = await run.client.send(new HeadObjectCommand({ ...run.object, ifMatch: options.ifMatch }), { signal: run.signal })
  const { contentLength, contentRange, crc64, ...about } = head
  if (contentLength !== 0) throw changed(run, 'The service has no first byte of it, but says that it is not empty.')
  const isChecked = options.verifyChecksum !== false && crc64 !== undefined
  return { ...about, sizeBytes: 0, crc64: isChecked ? compareChecksum(run, crc64, []) : undefined }
}

function compareChecksum(run: DownloadRun, expected: string, parts: readonly PartChecksum[]): string {
  const actual = combineParts(parts)
  if (actual === expected) return expected
  throw new ResponseError(
    `The bytes of ${run.object.bucket}/${run.object.key} have the checksum ${actual}, but the object has ${expected}. They were damaged on the way; download it again.`,
    { code: 'ChecksumMismatch', operation: 'GetObject', status: 206 },
  )
}

function changed(run: DownloadRun, what: string): ResponseError {
  return new ResponseError(`${run.object.bucket}/${run.object.key} changed while it was downloaded. ${what} Download it again.`, {
    code: 'ObjectChanged',
    operation: 'GetObject',
    status: 200,
  })
}

function wholeNumber(value: number, member: string): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new InputError('must be a whole number, 0 or more', { member })
  return value
}
