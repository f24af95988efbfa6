import { InputError } from '@cos/core'
import { RunningSha1 } from '@cos/core/kernel'
import { openSource } from '#v4-source'
import { checkFilePath } from '../check-path.js'
import { insertOnlyOf, wholeNumber } from '../operations/members.js'
import { sliceSizeBytes } from '../operations/slices.js'
import { StatFileCommand } from '../operations/stat-file.js'
import { maxSingleUploadBytes, UploadCommand } from '../operations/upload.js'
import type { UploadedFile } from '../operations/uploaded.js'
import { type V4Address, type V4Context, type V4Result, v4Composite } from '../operations/v4-operation.js'
import { SliceMismatchError } from './slice-mismatch-error.js'
import { type SizedSource, StreamReader, type StreamSource, type V4UploadSource } from './source.js'
import { uploadSlices } from './upload-slices.js'

/** How far an upload is. */
export interface V4UploadProgress {
  /** Bytes the service has taken in, those it had already included. */
  readonly transferredBytes: number
  readonly totalBytes: number
}

/** Input of {@link UploadFileCommand}. */
export interface UploadFileInput extends V4Address {
  /** A path (Node, Bun, Deno), bytes, a Blob or File, or a stream. */
  readonly source: V4UploadSource
  /** Length of a stream in bytes: needed above 20 MiB, because the service wants to know before the first slice. */
  readonly sizeBytes?: number | undefined
  /** A remark. Default: none. */
  readonly bizAttr?: string | undefined
  /** True refuses to overwrite (-177), false overwrites. Default true. */
  readonly insertOnly?: boolean | undefined
  /** Files up to this size go in one request, 20 MiB at most. In bytes. Default 8 MiB. */
  readonly singleUpToBytes?: number | undefined
  /** Size of slices, 65,536 to 3,145,728 bytes; the service may want another one, which wins. Default 1 MiB. */
  readonly sliceSizeBytes?: number | undefined
  /** Slices under way at once, unless the service wants them one by one. Default 4. */
  readonly concurrency?: number | undefined
  /**
   * Reads the source once beforehand for its SHA-1, so that the service can skip content it has, go on with an upload that
   * was interrupted, and check what it gets. Not for streams. Default false: SHA-1 is computed on the way.
   */
  readonly instantUpload?: boolean | undefined
  /** Is told how far the upload is. */
  readonly onProgress?: ((progress: V4UploadProgress) => void) | undefined
}

/** Output of {@link UploadFileCommand}. */
export interface UploadFileOutput extends UploadedFile {
  /** SHA-1 of the content, in hexadecimal; undefined when an upload was resumed without reading all of it. */
  readonly sha: string | undefined
  /** True when the service had the content and no byte was sent. */
  readonly isInstant: boolean
  /** In bytes. */
  readonly sizeBytes: number
}

/** Uploads a file: in one request when it is small, else in slices, of which none may fail; then compares what the service has. */
export class UploadFileCommand extends v4Composite<UploadFileInput, UploadFileOutput>({
  name: 'UploadFile',
  async perform(input, context) {
    checkInput(input)
    const source = await openSource(input.source)
    try {
      return isSized(source) ? await uploadSized(input, source, context) : await uploadStream(input, source, context)
    } finally {
      if (isSized(source)) await source.close?.()
    }
  },
}) {}

function isSized(source: SizedSource | StreamSource): source is SizedSource {
  return source.sizeBytes !== undefined
}

function checkInput({ path, insertOnly, singleUpToBytes, sliceSizeBytes: size, concurrency, sizeBytes }: UploadFileInput): void {
  checkFilePath(path)
  insertOnlyOf(insertOnly)
  if (singleUpToBytes !== undefined) wholeNumber(singleUpToBytes, 'singleUpToBytes', { least: 0, most: maxSingleUploadBytes })
  if (size !== undefined) wholeNumber(size, 'sliceSizeBytes', sliceSizeBytes)
  // Running SHA-1 states exist between blocks only.
  if (size !== undefined && size % 64 !== 0) throw new InputError('must be a multiple of 64', { member: 'sliceSizeBytes' })
  if (concurrency !== undefined) wholeNumber(concurrency, 'concurrency', { least: 1, most: 64 })
  if (sizeBytes !== undefined) wholeNumber(sizeBytes, 'sizeBytes', { least: 0, most: Number.MAX_SAFE_INTEGER })
}

async function uploadSized(input: UploadFileInput, source: SizedSource, context: V4Context): Promise<V4Result<UploadFileOutput>> {
  const { singleUpToBytes = 8 * 1024 * 1024 } = input
  // An empty file has no slices.
  if (source.sizeBytes > singleUpToBytes && source.sizeBytes > 0) return checked(input, await uploadSlices(input, source, context), context)
  const result = await uploadWhole(input, await source.read(0, source.sizeBytes), context)
  await source.checkUnchanged?.()
  return result
}

/** Reads a stream as far as one request can carry it; longer ones must say how long they are. */
async function uploadStream(input: UploadFileInput, source: StreamSource, context: V4Context): Promise<V4Result<UploadFileOutput>> {
  const { singleUpToBytes = 8 * 1024 * 1024, sizeBytes, instantUpload } = input
  if (instantUpload) throw new InputError('needs a source that can be read twice', { member: 'instantUpload' })
  const reader = new StreamReader(source)
  try {
    if (sizeBytes !== undefined && sizeBytes > singleUpToBytes)
      return await checked(input, await uploadSlices(input, { sizeBytes, reader }, context), context)
    const content = await reader.read(maxSingleUploadBytes + 1)
    if (content.byteLength > maxSingleUploadBytes)
      throw new InputError('is needed for a stream of more than 20 MiB', { member: 'sizeBytes' })
    if (sizeBytes !== undefined && content.byteLength !== sizeBytes)
      throw new InputError(`is ${sizeBytes}, but the stream had ${content.byteLength} bytes`, { member: 'sizeBytes' })
    return await uploadWhole(input, content, context)
  } finally {
    await reader.close()
  }
}

async function uploadWhole(input: UploadFileInput, content: Uint8Array, { call }: V4Context): Promise<V4Result<UploadFileOutput>> {
  const { bucket, path, bizAttr, insertOnly, onProgress } = input
  const running = new RunningSha1()
  running.update(content)
  const sha = running.digest()
  const { output, envelope } = await call(new UploadCommand({ bucket, path, content, sha, bizAttr, insertOnly }))
  const { byteLength: sizeBytes } = content
  onProgress?.({ transferredBytes: sizeBytes, totalBytes: sizeBytes })
  return { output: { ...output, sha, isInstant: false, sizeBytes }, envelope }
}

/** Asks the service what it has now: the answer to the last slice does not tell. */
async function checked(
  input: UploadFileInput,
  result: V4Result<UploadFileOutput>,
  { call }: V4Context,
): Promise<V4Result<UploadFileOutput>> {
  const { bucket, path } = input
  const { sizeBytes, sha } = result.output
  const { output: state } = await call(new StatFileCommand({ bucket, path }))
  const isWhole = state.sizeBytes === sizeBytes && state.receivedBytes === sizeBytes
  if (!isWhole) throw new SliceMismatchError(path, `has ${state.receivedBytes} of ${state.sizeBytes} bytes where ${sizeBytes} were sent`)
  if (sha !== undefined && state.sha !== undefined && state.sha !== sha)
    throw new SliceMismatchError(path, 'has content of another SHA-1 than was sent')
  return result
}
