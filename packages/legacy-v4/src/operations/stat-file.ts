import { checkFilePath } from '../check-path.js'
import { numberOf, textOf, textsOf, timeOf, type V4Data } from './read-data.js'
import { shaOf } from './slices.js'
import { type V4Address, v4Command } from './v4-operation.js'

/** Who may read a file: as the bucket says, only the owner, or everybody. */
export type V4Authority = 'eInvalid' | 'eWRPrivate' | 'eWPrivateRPublic'

/** What listings and `StatFile` tell of a file. */
export interface V4FileState {
  /** Declared size in bytes. */
  readonly sizeBytes: number
  /** Bytes the service has: fewer than `sizeBytes` while an upload in slices is unfinished. */
  readonly receivedBytes: number
  /** SHA-1 in hexadecimal; undefined when none was given at the upload. */
  readonly sha: string | undefined
  readonly createdAt: Date | undefined
  readonly modifiedAt: Date | undefined
  readonly accessUrl: string | undefined
  readonly sourceUrl: string | undefined
  readonly authority: V4Authority | (string & {}) | undefined
  readonly bizAttr: string
}

/** Output of {@link StatFileCommand}. */
export interface StatFileOutput extends V4FileState {
  /** Headers a download carries, with the names they were set by; user metadata begins with `x-cos-meta-`. */
  readonly customHeaders: Readonly<Record<string, string>>
  /** Why the file is blocked; 0 when it is not. */
  readonly forbid: number
}

/** Reads what is said of a file. */
export function readFileState(data: V4Data): V4FileState {
  const sizeBytes = numberOf(data['filesize']) ?? 0
  return {
    sizeBytes,
    receivedBytes: numberOf(data['filelen']) ?? sizeBytes,
    sha: shaOf(data['sha']),
    createdAt: timeOf(data['ctime']),
    modifiedAt: timeOf(data['mtime']),
    accessUrl: textOf(data['access_url']),
    sourceUrl: textOf(data['source_url']),
    authority: textOf(data['authority']),
    bizAttr: textOf(data['biz_attr']) ?? '',
  }
}

/** Tells what the service knows of a file (`op=stat`). Throws -197 when there is none. */
export class StatFileCommand extends v4Command<V4Address, StatFileOutput>({
  name: 'StatFile',
  write: ({ path }) => ({ path: checkFilePath(path), method: 'GET', query: { op: 'stat' }, signature: 'more', isIdempotent: true }),
  read: (data) => ({
    ...readFileState(data),
    customHeaders: textsOf(data['custom_headers']),
    forbid: numberOf(data['forbid']) ?? 0,
  }),
}) {}
