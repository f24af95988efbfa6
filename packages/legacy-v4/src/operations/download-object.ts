import { InputError, type Payload } from '@cos/core'
import { checkFilePath } from '../check-path.js'
import { type V4Address, v4Command } from './v4-operation.js'

/** Bytes `start` up to and including `end`, both from 0, as HTTP counts; without `end` up to the last. */
export interface V4ByteRange {
  readonly start: number
  readonly end?: number | undefined
}

/** Input of {@link DownloadObjectCommand}. */
export interface DownloadObjectInput extends V4Address {
  /** Default: all bytes. */
  readonly range?: V4ByteRange | undefined
}

/** Output of {@link DownloadObjectCommand}. */
export interface DownloadObjectOutput {
  /** The bytes. Read or cancel them, or the connection stays in use. */
  readonly body: Payload
  /** Length in bytes of what this answer holds; undefined when it does not say. */
  readonly contentLength: number | undefined
  /** 206 for a part. */
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
}

/** Downloads a file or a part of it as a stream, from the download host. `DownloadFileCommand` writes a file. */
export class DownloadObjectCommand extends v4Command<DownloadObjectInput, DownloadObjectOutput>({
  name: 'DownloadFile',
  write: ({ path, range }) => ({
    path: checkFilePath(path),
    method: 'GET',
    host: 'download',
    headers: range ? { range: rangeOf(range) } : {},
    signature: 'download',
    isIdempotent: true,
  }),
  readContent: ({ body, status, headers }) => ({ body, contentLength: body.sizeBytes, status, headers }),
}) {}

function rangeOf({ start, end }: V4ByteRange): string {
  const isGood = Number.isSafeInteger(start) && start >= 0 && (end === undefined || (Number.isSafeInteger(end) && end >= start))
  if (!isGood) throw new InputError('must be { start, end } in bytes, with start up to end', { member: 'range' })
  return `bytes=${start}-${end ?? ''}`
}
