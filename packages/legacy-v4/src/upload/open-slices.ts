import { DeleteFileCommand } from '../operations/change-file.js'
import {
  type CompletedSlices,
  type ListedSlices,
  type OpenSlices,
  UploadSliceInitCommand,
  UploadSliceListCommand,
} from '../operations/slices.js'
import { StatFileCommand } from '../operations/stat-file.js'
import type { V4Context, V4Envelope } from '../operations/v4-operation.js'
import { isV4Error } from '../v4-error.js'
import { type ContentDigests, digestsOf } from './slice-digests.js'
import type { SizedSource } from './source.js'
import type { UploadFileInput } from './upload-file.js'

const sameUploadUnfinished = -4019
const otherUploadUnfinished = -4020

/** An upload that can begin or go on, or that is complete. */
export interface OpenedUpload {
  readonly state: OpenSlices | CompletedSlices
  readonly envelope: V4Envelope
  readonly digests: ContentDigests | undefined
  /** Offsets of slices the service has. */
  readonly present: ReadonlySet<number>
}

/** What an upload is opened with. */
export interface OpenSlicesOptions {
  readonly sizeBytes: number
  readonly sliceSizeBytes: number
  /** Absent for streams, which cannot be read twice. */
  readonly source: SizedSource | undefined
  readonly digests: ContentDigests | undefined
}

/**
 * Opens an upload in slices. One that was interrupted goes on when its SHA-1 proves that it was of the same content, and is
 * given up when not; what is complete is never deleted.
 */
export async function openSlices(input: UploadFileInput, options: OpenSlicesOptions, context: V4Context): Promise<OpenedUpload> {
  try {
    return await begin(input, options, context)
  } catch (error) {
    if (isV4Error(error, sameUploadUnfinished)) return goOn(input, options, context, error)
    if (isV4Error(error, otherUploadUnfinished)) return startOver(input, options, context, error)
    throw error
  }
}

async function begin(input: UploadFileInput, options: OpenSlicesOptions, context: V4Context): Promise<OpenedUpload> {
  const { bucket, path, bizAttr, insertOnly } = input
  const { sizeBytes, sliceSizeBytes, source, digests } = options
  const start = { bucket, path, sizeBytes, sliceSizeBytes, bizAttr, insertOnly, ...digests }
  const { output: state, envelope } = await context.call(new UploadSliceInitCommand(start))
  const isOtherSize = !state.uploaded && state.sliceSizeBytes !== sliceSizeBytes
  // The service cuts otherwise, so its digests are others, too. [?] Opening anew finds this same upload.
  if (isOtherSize && digests && source && state.sliceSizeBytes % 64 === 0) {
    const size = state.sliceSizeBytes
    return openSlices(input, { ...options, sliceSizeBytes: size, digests: await digestsOf(source, size, context.signal) }, context)
  }
  return { state, envelope, digests, present: new Set() }
}

async function goOn(input: UploadFileInput, options: OpenSlicesOptions, context: V4Context, reason: unknown): Promise<OpenedUpload> {
  const { bucket, path } = input
  const { source, sizeBytes } = options
  const { output: state, envelope } = await context.call(new UploadSliceListCommand({ bucket, path }))
  if (state.uploaded) {
    if (options.digests) return { state, envelope, digests: options.digests, present: new Set() }
    throw reason
  }
  const canProve = state.sha !== undefined && source !== undefined && (state.sizeBytes ?? sizeBytes) === sizeBytes
  const digests = options.digests ?? (canProve ? await digestsOf(source, state.sliceSizeBytes, context.signal) : undefined)
  if (!canProve || digests?.sha !== state.sha) return startOver(input, options, context, reason)
  return { state, envelope, digests, present: wholeSlices(state, sizeBytes) }
}

/** A slice that arrived in part is sent again. */
function wholeSlices({ slices, sliceSizeBytes }: ListedSlices, totalBytes: number): ReadonlySet<number> {
  const whole = slices.filter(({ offset, sizeBytes }) => sizeBytes === Math.min(sliceSizeBytes, totalBytes - offset))
  return new Set(whole.map(({ offset }) => offset))
}

/** Gives up what another upload left under this name, if it never became a file. */
async function startOver(input: UploadFileInput, options: OpenSlicesOptions, context: V4Context, reason: unknown): Promise<OpenedUpload> {
  const { bucket, path } = input
  const { output } = await context.call(new StatFileCommand({ bucket, path }))
  if (output.receivedBytes >= output.sizeBytes) throw reason
  await context.call(new DeleteFileCommand({ bucket, path }))
  return begin(input, options, context)
}
