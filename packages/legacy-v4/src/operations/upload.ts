import { InputError } from '@cos/core'
import { checkFilePath } from '../check-path.js'
import { writeForm } from './form.js'
import { checkBizAttr, checkSha, insertOnlyOf } from './members.js'
import { readUploaded, type UploadedFile } from './uploaded.js'
import { type V4Address, v4Command } from './v4-operation.js'

/** Most bytes one request can upload: 20 MiB. */
export const maxSingleUploadBytes = 20 * 1024 * 1024

/** Input of {@link UploadCommand}. */
export interface UploadInput extends V4Address {
  /** The content, 20 MiB at most. */
  readonly content: Uint8Array
  /** SHA-1 of the content in hexadecimal; the service refuses other content with -4016. Default: not checked. */
  readonly sha?: string | undefined
  /** A remark of up to 64 bytes. Default: none. */
  readonly bizAttr?: string | undefined
  /** True refuses to overwrite (-177), false overwrites. Default true. */
  readonly insertOnly?: boolean | undefined
}

/** Uploads a file in one request (`op=upload`). `UploadFileCommand` chooses between this and slices. */
export class UploadCommand extends v4Command<UploadInput, UploadedFile>({
  name: 'UploadFile',
  write({ path, content, sha, bizAttr = '', insertOnly }) {
    if (!(content instanceof Uint8Array)) throw new InputError('must be a Uint8Array', { member: 'content' })
    if (content.byteLength > maxSingleUploadBytes) throw new InputError('is longer than 20 MiB: upload it in slices', { member: 'content' })
    const fields = { op: 'upload', insertOnly: insertOnlyOf(insertOnly), biz_attr: checkBizAttr(bizAttr), sha: checkSha(sha) }
    const { contentType, body } = writeForm(fields, content)
    return {
      path: checkFilePath(path),
      method: 'POST',
      headers: { 'content-type': contentType },
      body,
      signature: 'more',
      // A second one would be refused because of the first, were that carried out and only its answer lost.
      isIdempotent: insertOnly === false,
    }
  },
  read: readUploaded,
}) {}
