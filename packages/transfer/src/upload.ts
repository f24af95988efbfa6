import { type Command, crc64Checksum, InputError, PutObjectCommand, type PutObjectOutput } from '@cos/core'
import { openSource } from '#source'
import { uploadInParts } from './multipart.js'
import { partsOfSource, partsOfStream } from './parts.js'
import { checkPartSize, defaultPartBytes, maxPartBytes, planParts } from './plan.js'
import { checkConcurrency } from './pool.js'
import { ProgressMeter } from './progress.js'
import { PartReader } from './source/part-reader.js'
import type { SizedSource, Slice, StreamSource } from './source/source.js'
import type { CommandSender, UploadOptions, UploadOutput } from './upload-options.js'
import type { UploadRun } from './upload-run.js'

/** In pages the bare command checks nothing, to stay small; here every byte is checked everywhere. */
const checkedPutObject = { ...PutObjectCommand.operation, checksum: crc64Checksum }

/**
 * Uploads an object of any size: a small one in one request, a large one in parts. Every byte is checked by CRC-64
 * against what COS says it stored. A failed or cancelled upload leaves nothing behind.
 *
 * Throws what `client.send` throws; `InputError` for a source that cannot be read or changes meanwhile; `ResponseError`
 * with the code `ChecksumMismatch` when the stored object is not what was read; the signal's own reason when aborted.
 */
export async function upload(client: CommandSender, options: UploadOptions): Promise<UploadOutput> {
  const run = startRun(client, options)
  const source = await openSource(options.source)
  try {
    const progress = new ProgressMeter(source.sizeBytes, options.onProgress, (error) => run.controller.abort(error))
    return await (source.sizeBytes === undefined ? uploadStream(run, source, progress) : uploadSized(run, source, progress))
  } finally {
    await source.close?.()
  }
}

function startRun(client: CommandSender, options: UploadOptions): UploadRun {
  const { source: _, partSizeBytes, concurrency, multipartThresholdBytes, signal, onProgress: __, onLeftover, ...object } = options
  const controller = new AbortController()
  signal?.throwIfAborted()
  return {
    client,
    object,
    controller,
    signal: signal ? AbortSignal.any([signal, controller.signal]) : controller.signal,
    partSizeBytes: checkPartSize(partSizeBytes ?? defaultPartBytes),
    concurrency: checkConcurrency(concurrency ?? 5),
    thresholdBytes: checkThreshold(multipartThresholdBytes ?? 2 * defaultPartBytes),
    onLeftover,
  }
}

async function uploadSized(run: UploadRun, source: SizedSource, progress: ProgressMeter): Promise<UploadOutput> {
  const { sizeBytes } = source
  if (sizeBytes > run.thresholdBytes) {
    const plan = planParts(sizeBytes, run.partSizeBytes)
    return uploadInParts(run, partsOfSource(source, plan, progress), progress, () => source.checkUnchanged?.())
  }
  const output = await putWhole(
    run,
    source.slice(0, sizeBytes, (bytes) => progress.moved(1, bytes)),
    sizeBytes,
    progress,
  )
  await source.checkUnchanged?.()
  return output
}

async function uploadStream(run: UploadRun, source: StreamSource, progress: ProgressMeter): Promise<UploadOutput> {
  const reader = new PartReader(source.chunks, run.signal)
  // A whole number of parts, so that the bytes read ahead are the first parts as they are.
  const aheadBytes = Math.ceil(run.thresholdBytes / run.partSizeBytes) * run.partSizeBytes
  const ahead = await reader.fill(new Uint8Array(aheadBytes))
  if (ahead.byteLength <= run.thresholdBytes && !(await reader.hasMore())) {
    return putWhole(run, { body: ahead }, ahead.byteLength, progress)
  }
  return uploadInParts(run, partsOfStream(reader, ahead, run.partSizeBytes), progress)
}

async function putWhole(run: UploadRun, { body }: Slice, sizeBytes: number, progress: ProgressMeter): Promise<UploadOutput> {
  const { input } = new PutObjectCommand({ ...run.object, body, contentLength: sizeBytes })
  const command: Command<unknown, PutObjectOutput> = { operation: checkedPutObject, input }
  const output = await run.client.send(command, { signal: run.signal })
  progress.confirmed(1, sizeBytes)
  run.signal.throwIfAborted()
  return { etag: output.etag, crc64: output.crc64, sizeBytes, versionId: output.versionId, partCount: 0 }
}

function checkThreshold(bytes: number): number {
  if (Number.isSafeInteger(bytes) && bytes >= 0 && bytes <= maxPartBytes) return bytes
  throw new InputError('must be a whole number of bytes up to 5 GiB', { member: 'multipartThresholdBytes' })
}
