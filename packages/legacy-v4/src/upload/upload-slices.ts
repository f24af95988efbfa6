import { InputError } from '@cos/core'
import { RunningSha1 } from '@cos/core/kernel'
import { type OpenSlices, UploadSliceDataCommand, UploadSliceFinishCommand } from '../operations/slices.js'
import type { UploadedFile } from '../operations/uploaded.js'
import type { V4Context, V4Result } from '../operations/v4-operation.js'
import { openSlices } from './open-slices.js'
import { digestsOf } from './slice-digests.js'
import type { SizedSource, StreamReader } from './source.js'
import type { UploadFileInput, UploadFileOutput } from './upload-file.js'

/** A stream whose length was told. */
export interface SizedStream {
  readonly sizeBytes: number
  readonly reader: StreamReader
}

/** Uploads in slices: open, send what is missing, finish. One slice that fails for good ends all others and the upload. */
export async function uploadSlices(
  input: UploadFileInput,
  source: SizedSource | SizedStream,
  context: V4Context,
): Promise<V4Result<UploadFileOutput>> {
  const { bucket, path, sliceSizeBytes = 1024 * 1024, instantUpload } = input
  const { sizeBytes } = source
  const sized = 'reader' in source ? undefined : source
  const given = instantUpload && sized ? await digestsOf(sized, sliceSizeBytes, context.signal) : undefined
  const opened = await openSlices(input, { sizeBytes, sliceSizeBytes, source: sized, digests: given }, context)
  const { state, digests, present } = opened
  if (state.uploaded) {
    input.onProgress?.({ transferredBytes: sizeBytes, totalBytes: sizeBytes })
    return { output: { ...state.uploaded, sha: digests?.sha, isInstant: true, sizeBytes }, envelope: opened.envelope }
  }
  const running = digests ? undefined : new RunningSha1()
  const completed = await sendSlices({ input, source, state, present, sha: digests?.sha, running }, context)
  await sized?.checkUnchanged?.()
  const { session } = state
  const finish = () => context.call(new UploadSliceFinishCommand({ bucket, path, session, sizeBytes, sha: digests?.sha }))
  const { output, envelope } = completed ?? (await finish())
  return { output: { ...output, sha: digests?.sha ?? running?.digest(), isInstant: false, sizeBytes }, envelope }
}

interface Sending {
  readonly input: UploadFileInput
  readonly source: SizedSource | SizedStream
  readonly state: OpenSlices
  /** Offsets of slices the service has. */
  readonly present: ReadonlySet<number>
  readonly sha: string | undefined
  /** Takes in every slice, in order. */
  readonly running: RunningSha1 | undefined
}

/** Sends what is missing. Returns the answer that said the file is complete, if one did. */
async function sendSlices(sending: Sending, context: V4Context): Promise<V4Result<UploadedFile> | undefined> {
  const { input, source, state, present, running } = sending
  const { concurrency = 4, onProgress } = input
  const { sizeBytes: totalBytes } = source
  const limit = state.isSerial ? 1 : concurrency
  const controller = new AbortController()
  const signal = context.signal ? AbortSignal.any([context.signal, controller.signal]) : controller.signal
  const underWay = new Set<Promise<void>>()
  let transferredBytes = 0
  let completed: V4Result<UploadedFile> | undefined
  const moved = (bytes: number) => {
    transferredBytes += bytes
    onProgress?.({ transferredBytes, totalBytes })
  }
  const send = async (offset: number, content: Uint8Array) => {
    const { bucket, path } = input
    const command = new UploadSliceDataCommand({ bucket, path, session: state.session, offset, content, sha: sending.sha })
    const { output, envelope } = await context.call(command, { signal })
    if (output.uploaded) completed = { output: output.uploaded, envelope }
    moved(content.byteLength)
  }
  try {
    for (let offset = 0; offset < totalBytes && !completed; offset += state.sliceSizeBytes) {
      signal.throwIfAborted()
      const sizeBytes = Math.min(state.sliceSizeBytes, totalBytes - offset)
      if (present.has(offset)) {
        moved(sizeBytes)
        continue
      }
      const content = await read(source, offset, sizeBytes)
      running?.update(content)
      while (underWay.size >= limit) await Promise.race(underWay)
      signal.throwIfAborted()
      // A failure ends the wait for the others; the signal carries it to this loop.
      const task = send(offset, content).catch((error: unknown) => controller.abort(error))
      underWay.add(task)
      void task.finally(() => underWay.delete(task))
    }
    await Promise.all(underWay)
    signal.throwIfAborted()
    return completed
  } finally {
    await Promise.all(underWay)
  }
}

async function read(source: SizedSource | SizedStream, offset: number, sizeBytes: number): Promise<Uint8Array> {
  if (!('reader' in source)) return source.read(offset, sizeBytes)
  const content = await source.reader.read(sizeBytes)
  if (content.byteLength < sizeBytes)
    throw new InputError(`is more than the stream had: ${offset + content.byteLength} bytes`, { member: 'sizeBytes' })
  return content
}
