import { InputError } from '@cos/core'
import { checkFilePath } from '../check-path.js'
import { writeForm } from './form.js'
import { checkBizAttr, checkSha, insertOnlyOf, requiredText, wholeNumber } from './members.js'
import { numberOf, textOf, type V4Data } from './read-data.js'
import { isUploaded, readUploaded, type UploadedFile } from './uploaded.js'
import { type V4Address, type V4Call, v4Command } from './v4-operation.js'

/** Smallest and largest slices, in bytes. The service documents 512 KiB, 1, 2 and 3 MiB. */
export const sliceSizeBytes = { least: 65_536, most: 3_145_728 } as const

const maxFileBytes = Number.MAX_SAFE_INTEGER

/** One entry of `uploadparts`: where a slice is, and the state of SHA-1 after it. */
export interface SliceDigest {
  readonly offset: number
  /** In bytes. */
  readonly datalen: number
  /** State of the SHA-1 after this slice, or, for the last one, the SHA-1 of the whole: 40 hexadecimal digits. */
  readonly datasha: string
}

/** What the service says of an upload that goes on. */
export interface OpenSlices {
  readonly uploaded?: undefined
  /** Names the upload in the calls that follow. */
  readonly session: string
  /** Cut by this size, whatever was asked for. In bytes. */
  readonly sliceSizeBytes: number
  /** True when slices must come one after another. */
  readonly isSerial: boolean
}

/** What the service says of an upload that is complete. */
export interface CompletedSlices {
  readonly uploaded: UploadedFile
}

/** Input of {@link UploadSliceInitCommand}. */
export interface UploadSliceInitInput extends V4Address {
  /** Size of the whole file, in bytes. */
  readonly sizeBytes: number
  /** Size of a slice, in bytes: 65,536 to 3,145,728. Default 1 MiB. */
  readonly sliceSizeBytes?: number | undefined
  /** SHA-1 of the whole file in hexadecimal. */
  readonly sha?: string | undefined
  /** Digests of the slices, together with `sha` only. */
  readonly uploadParts?: readonly SliceDigest[] | undefined
  /** A remark. Default: none. */
  readonly bizAttr?: string | undefined
  /** True refuses to overwrite (-177), false overwrites. Default true. */
  readonly insertOnly?: boolean | undefined
}

/** Opens an upload in slices (`op=upload_slice_init`), or ends it at once when the service has this content already. */
export class UploadSliceInitCommand extends v4Command<UploadSliceInitInput, OpenSlices | CompletedSlices>({
  name: 'UploadSliceInit',
  write({ path, sizeBytes, sliceSizeBytes: size = 1_048_576, sha, uploadParts, bizAttr = '', insertOnly }) {
    if ((sha === undefined) !== (uploadParts === undefined)) throw new InputError('goes together with sha', { member: 'uploadParts' })
    return form(path, {
      op: 'upload_slice_init',
      filesize: wholeNumber(sizeBytes, 'sizeBytes', { least: 1, most: maxFileBytes }),
      slice_size: wholeNumber(size, 'sliceSizeBytes', sliceSizeBytes),
      insertOnly: insertOnlyOf(insertOnly),
      biz_attr: checkBizAttr(bizAttr),
      sha: checkSha(sha),
      uploadparts: uploadParts && JSON.stringify(uploadParts),
    })
  },
  read: (data) => (isUploaded(data) ? { uploaded: readUploaded(data) } : openSlices(data)),
}) {}

/** Input of {@link UploadSliceDataCommand}. */
export interface UploadSliceDataInput extends V4Address {
  readonly session: string
  /** Where the slice begins, in bytes: a multiple of the size of slices. */
  readonly offset: number
  readonly content: Uint8Array
  /** SHA-1 of the whole file, when it was given at the start. */
  readonly sha?: string | undefined
}

/** Output of {@link UploadSliceDataCommand}. */
export interface UploadSliceDataOutput {
  /** Set when this slice completed the file. */
  readonly uploaded: UploadedFile | undefined
}

/** Uploads one slice (`op=upload_slice_data`). */
export class UploadSliceDataCommand extends v4Command<UploadSliceDataInput, UploadSliceDataOutput>({
  name: 'UploadSliceData',
  write({ path, session, offset, content, sha }) {
    const fields = {
      op: 'upload_slice_data',
      session: requiredText(session, 'session'),
      offset: wholeNumber(offset, 'offset', { least: 0, most: maxFileBytes }),
      sha: checkSha(sha),
    }
    return form(path, fields, content)
  },
  read: (data) => ({ uploaded: isUploaded(data) ? readUploaded(data) : undefined }),
}) {}

/** Input of {@link UploadSliceFinishCommand}. */
export interface UploadSliceFinishInput extends V4Address {
  readonly session: string
  /** Size of the whole file, in bytes. */
  readonly sizeBytes: number
  /** SHA-1 of the whole file, when it was given at the start. */
  readonly sha?: string | undefined
}

/** Ends an upload in slices (`op=upload_slice_finish`). */
export class UploadSliceFinishCommand extends v4Command<UploadSliceFinishInput, UploadedFile>({
  name: 'UploadSliceFinish',
  write({ path, session, sizeBytes, sha }) {
    const fields = {
      op: 'upload_slice_finish',
      session: requiredText(session, 'session'),
      filesize: wholeNumber(sizeBytes, 'sizeBytes', { least: 1, most: maxFileBytes }),
      sha: checkSha(sha),
    }
    return { ...form(path, fields), isIdempotent: false }
  },
  read: readUploaded,
}) {}

/** State of an upload that goes on. */
export interface ListedSlices extends OpenSlices {
  /** Declared size of the whole file, in bytes. */
  readonly sizeBytes: number | undefined
  /** SHA-1 of the whole file, when it was given at the start. */
  readonly sha: string | undefined
  /** The slices the service has. */
  readonly slices: readonly { readonly offset: number; readonly sizeBytes: number }[]
}

/** Tells what the service has of an unfinished upload (`op=upload_slice_list`). */
export class UploadSliceListCommand extends v4Command<V4Address, ListedSlices | CompletedSlices>({
  name: 'UploadSliceList',
  write: ({ path }) => ({
    path: checkFilePath(path),
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ op: 'upload_slice_list' }),
    signature: 'more',
    isIdempotent: true,
  }),
  read(data) {
    if (isUploaded(data)) return { uploaded: readUploaded(data) }
    const parts = Array.isArray(data['listparts']) ? (data['listparts'] as readonly V4Data[]) : []
    return {
      ...openSlices(data),
      sizeBytes: numberOf(data['filesize']),
      sha: shaOf(data['sha']),
      slices: parts.map(({ offset, datalen }) => ({ offset: numberOf(offset) ?? 0, sizeBytes: numberOf(datalen) ?? 0 })),
    }
  },
}) {}

/** Reads a SHA-1; undefined when none was given at the upload, which the service shows as zeros. */
export function shaOf(value: unknown): string | undefined {
  // The browser SDK of this API cuts at the first underscore; the service has been seen to append something there.
  const sha = textOf(value)?.split('_')[0]
  return sha === undefined || /^0*$/.test(sha) ? undefined : sha.toLowerCase()
}

function openSlices(data: V4Data): OpenSlices {
  return {
    session: textOf(data['session']) ?? '',
    sliceSizeBytes: numberOf(data['slice_size']) ?? 0,
    isSerial: numberOf(data['serial_upload']) === 1,
  }
}

function form(path: string, fields: Readonly<Record<string, string | undefined>>, content?: Uint8Array): V4Call {
  const { contentType, body } = writeForm(fields, content)
  return {
    path: checkFilePath(path),
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
    signature: 'more',
    isIdempotent: true,
  }
}
