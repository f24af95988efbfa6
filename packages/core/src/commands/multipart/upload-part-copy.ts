import { element, integerBetween, optional, timestampSeconds } from '@cos/xml'
import { documented } from '#documented'
import { closedXml, cosHeader, query } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { errorInBody } from '../../operation/error-in-body.js'
import { byteRange } from '../shapes/byte-range.js'
import { copyConditions } from '../shapes/copy-conditions.js'
import { copySource } from '../shapes/copy-source.js'
import { copySourceKey } from '../shapes/copy-source-key.js'
import { encryptionAnswer } from '../shapes/encryption-answer.js'
import { readKey } from '../shapes/read-key.js'
import { trafficLimit } from '../shapes/traffic-limit.js'

const operation = defineOperation({
  name: 'UploadPartCopy',
  route: 'PUT /{bucket}/{key}',
  input: {
    /** 1 to 10,000. The same number again replaces the part. */
    partNumber: query('partNumber', integerBetween(1, 10_000)),
    uploadId: query('uploadId'),
    /** The object to copy from. */
    copySource: cosHeader(copySource),
    /** The bytes to copy, both ends included. Default: all. */
    copySourceRange: optional(cosHeader(byteRange)),
    ...copyConditions,
    ...copySourceKey,
    ...readKey,
    ...trafficLimit,
  },
  output: closedXml('CopyPartResult', {
    /** Quoted; goes into CompleteMultipartUpload. */
    etag: element('ETag'),
    lastModified: timestampSeconds,
    /** Version that was copied, when one was asked for. */
    copySourceVersionId: optional(cosHeader()),
    ...encryptionAnswer,
  }),
  errorInBody,
  errors: documented(['NoSuchUpload', 'NoSuchKey', 'InvalidRange', 'PreconditionFailed']),
})
export interface UploadPartCopyInput extends InputOf<typeof operation> {}
export interface UploadPartCopyOutput extends OutputOf<typeof operation> {}
/** Makes one part of an upload from an object that is there already (Upload Part - Copy). */
export class UploadPartCopyCommand extends command(operation)<UploadPartCopyInput, UploadPartCopyOutput> {}
