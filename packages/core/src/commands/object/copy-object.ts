import { element, oneOf, optional, string, timestampSeconds } from '@cos/xml'
import { documented } from '#documented'
import { closedXml, cosHeader } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { errorInBody } from '../../operation/error-in-body.js'
import { copyConditions } from '../shapes/copy-conditions.js'
import { copySource } from '../shapes/copy-source.js'
import { copySourceKey } from '../shapes/copy-source-key.js'
import { encryptionAnswer } from '../shapes/encryption-answer.js'
import { writtenObject } from '../shapes/object-headers.js'
import { trafficLimit } from '../shapes/traffic-limit.js'

const operation = defineOperation({
  name: 'CopyObject',
  route: 'PUT /{bucket}/{key}',
  input: {
    /** The object to copy, up to 5 GB. */
    copySource: cosHeader(copySource),
    /** `Copy` (default) takes metadata and stored headers from the source, `Replaced` from this call; with `Copy`, COS ignores those of this call. Needed as `Replaced` to copy an object onto itself. */
    metadataDirective: optional(cosHeader(oneOf('Copy', 'Replaced'))),
    /** `Copy` (default) takes the tags from the source, `Replaced` from `tagging` of this call, which `Copy` ignores. */
    taggingDirective: optional(cosHeader(oneOf('Copy', 'Replaced'))),
    ...copyConditions,
    ...copySourceKey,
    ...writtenObject,
    ...trafficLimit,
  },
  output: closedXml('CopyObjectResult', {
    /** Quoted. */
    etag: element('ETag'),
    lastModified: timestampSeconds,
    /** CRC-64 of the object, an unsigned decimal number as text. */
    crc64: optional(element('CRC64', string)),
    /** Version that was written; only in buckets with versioning. */
    versionId: optional(string),
    /** Version that was copied, when one was asked for. */
    copySourceVersionId: optional(cosHeader()),
    ...encryptionAnswer,
  }),
  errorInBody,
  errors: documented(['NoSuchKey', 'InvalidCopySource', 'InvalidRequest', 'PreconditionFailed', 'EntityTooLarge', 'InvalidObjectState']),
})
export interface CopyObjectInput extends InputOf<typeof operation> {}
export interface CopyObjectOutput extends OutputOf<typeof operation> {}
/** Copies an object inside COS (PUT Object - Copy). Storage class and ACL are not inherited. */
export class CopyObjectCommand extends command(operation)<CopyObjectInput, CopyObjectOutput> {}
