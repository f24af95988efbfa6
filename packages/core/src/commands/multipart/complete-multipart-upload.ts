import { element, integerBetween, list, optional, string, struct } from '@cos/xml'
import { documented } from '#documented'
import { closedXmlBody, cosHeader, header, query, xmlTexts } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { errorInBody } from '../../operation/error-in-body.js'
import { encryptionAnswer } from '../shapes/encryption-answer.js'

const operation = defineOperation({
  name: 'CompleteMultipartUpload',
  route: 'POST /{bucket}/{key}',
  input: closedXmlBody('CompleteMultipartUpload', {
    uploadId: query('uploadId'),
    /** All parts, by ascending and contiguous number. */
    parts: element('Part', list(struct({ partNumber: integerBetween(1, 10_000), etag: element('ETag') }))),
  }),
  output: xmlTexts('CompleteMultipartUploadResult', {
    location: optional(string),
    bucket: optional(string),
    key: optional(string),
    /** Quoted and opaque: no digest of the bytes. */
    etag: element('ETag'),
    /** CRC-64 of the whole object, an unsigned decimal number as text. */
    crc64: optional(header('x-cos-hash-crc64ecma', string)),
    versionId: optional(cosHeader()),
    ...encryptionAnswer,
  }),
  errorInBody,
  errors: documented(['NoSuchUpload', 'InvalidPart', 'InvalidPartOrder', 'EntityTooSmall', 'MalformedXML']),
})
export interface CompleteMultipartUploadInput extends InputOf<typeof operation> {}
export interface CompleteMultipartUploadOutput extends OutputOf<typeof operation> {}
/** Makes the object of its parts (Complete Multipart Upload). COS may report a failure with status 200; it is thrown all the same. */
export class CompleteMultipartUploadCommand extends command(operation)<CompleteMultipartUploadInput, CompleteMultipartUploadOutput> {}
