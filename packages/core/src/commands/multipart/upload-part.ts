import { integerBetween, optional, string } from '@cos/xml'
import { documented } from '#documented'
import { sentCrc64 } from '../../checksum/crc64-checksum.js'
import { body, cosHeader, header, namedHeader, query } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { encryptionAnswer } from '../shapes/encryption-answer.js'
import { readKey } from '../shapes/read-key.js'
import { trafficLimit } from '../shapes/traffic-limit.js'

const operation = defineOperation({
  name: 'UploadPart',
  route: 'PUT /{bucket}/{key}',
  input: {
    /** 1 to 10,000. The same number again replaces the part. */
    partNumber: query('partNumber', integerBetween(1, 10_000)),
    uploadId: query('uploadId'),
    /** The bytes: 1 MB to 5 GB, the last part may be smaller. */
    body,
    /** Length of `body` in bytes, needed for streams: a part cannot be sent in chunks of unknown number. */
    contentLength: optional(namedHeader(integerBetween(0, 5 * 1024 ** 3))),
    /** Base64 of the MD5 of the bytes; COS refuses other bytes with `BadDigest`. */
    contentMd5: optional(namedHeader()),
    /** SHA-1 of the bytes in hex; COS refuses other bytes with `InvalidSHA1Digest`. */
    contentSha1: optional(cosHeader()),
    ...readKey,
    ...trafficLimit,
  },
  output: {
    /** Quoted; goes into CompleteMultipartUpload. */
    etag: namedHeader(),
    /** CRC-64 of the part, an unsigned decimal number as text. */
    crc64: optional(header('x-cos-hash-crc64ecma', string)),
    ...encryptionAnswer,
  },
  checksum: sentCrc64,
  errors: documented(['NoSuchUpload', 'BadDigest', 'EntityTooLarge']),
})
export interface UploadPartInput extends InputOf<typeof operation> {}
export interface UploadPartOutput extends OutputOf<typeof operation> {}
/** Sends one part of an upload (Upload Part). The CRC-64 that COS returns is compared with that of the bytes sent. */
export class UploadPartCommand extends command(operation)<UploadPartInput, UploadPartOutput> {}
