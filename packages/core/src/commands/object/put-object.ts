import { integerBetween, optional } from '@cos/xml'
import { defaultChecksum } from '#checksum'
import { documented } from '#documented'
import { body, cosHeader, namedHeader } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { writtenObject, writtenObjectAnswer } from '../shapes/object-headers.js'
import { trafficLimit } from '../shapes/traffic-limit.js'

const operation = defineOperation({
  name: 'PutObject',
  route: 'PUT /{bucket}/{key}',
  input: {
    /** The bytes, up to 5 GB. A bare stream is sent as it is read, so it is sent once and never repeated; a function that returns a stream can be. Left out: an empty object. */
    body: optional(body),
    /** Length of `body` in bytes, for streams whose length cannot be seen. */
    contentLength: optional(namedHeader(integerBetween(0, 5 * 1024 ** 3))),
    /** Base64 of the MD5 of the bytes, `contentMd5.digest(bytes)`; COS refuses other bytes with `BadDigest`. */
    contentMd5: optional(namedHeader()),
    /** SHA-1 of the bytes in hex; COS refuses other bytes with `InvalidSHA1Digest`. */
    contentSha1: optional(cosHeader()),
    ...writtenObject,
    ...trafficLimit,
  },
  output: writtenObjectAnswer,
  checksum: defaultChecksum,
  errors: documented(['BadDigest', 'EntityTooLarge', 'IncompleteBody', 'KeyTooLong', 'NotSupportedStorageClass', 'SSEContentNotSupported']),
})
export interface PutObjectInput extends InputOf<typeof operation> {}
export interface PutObjectOutput extends OutputOf<typeof operation> {}
/**
 * Writes an object in one request (PUT Object). In Node the CRC-64 that COS returns is compared
 * with that of the bytes sent; in pages, where every kilobyte counts, `upload` of `@cos/transfer` does that.
 */
export class PutObjectCommand extends command(operation)<PutObjectInput, PutObjectOutput> {}
