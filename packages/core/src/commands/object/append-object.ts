import { integer, integerBetween, optional, string } from '@cos/xml'
import { documented } from '#documented'
import { body, cosHeader, header, namedHeader, namedQuery } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { encryptionAnswer } from '../shapes/encryption-answer.js'
import { writtenObject } from '../shapes/object-headers.js'
import { trafficLimit } from '../shapes/traffic-limit.js'

const operation = defineOperation({
  name: 'AppendObject',
  route: 'POST /{bucket}/{key}?append',
  input: {
    /** Length of the object so far, in bytes; 0 makes it. */
    position: namedQuery(integerBetween(0, 5 * 1024 ** 3)),
    /** The bytes to add. The object may reach 5 GB. */
    body,
    /** Length of `body` in bytes, for streams whose length cannot be seen. COS wants one. */
    contentLength: optional(namedHeader(integerBetween(0, 5 * 1024 ** 3))),
    /** Base64 of the MD5 of the bytes, `contentMd5.digest(bytes)`; COS refuses other bytes with `BadDigest`. */
    contentMd5: optional(namedHeader()),
    ...writtenObject,
    ...trafficLimit,
  },
  output: {
    /** Where the next append goes on, in bytes: the length of the object. */
    nextAppendPosition: cosHeader(integer),
    /** Changes with every append, and is no MD5. */
    etag: optional(namedHeader()),
    /** CRC-64 of the whole object so far, an unsigned decimal number as text. */
    crc64: optional(header('x-cos-hash-crc64ecma', string)),
    versionId: optional(cosHeader()),
    ...encryptionAnswer,
  },
  errors: documented(['AppendPositionErr', 'ObjectNotAppendable', 'EntityTooLarge', 'BadDigest', 'MissingContentLength']),
})
export interface AppendObjectInput extends InputOf<typeof operation> {}
export interface AppendObjectOutput extends OutputOf<typeof operation> {}
/**
 * Adds bytes to the end of an object, or makes it (APPEND Object). Headers, metadata and storage class are those of the first
 * append. It is not repeated by itself, because a repetition after a lost answer would fail with `AppendPositionErr`.
 */
export class AppendObjectCommand extends command(operation)<AppendObjectInput, AppendObjectOutput> {}
