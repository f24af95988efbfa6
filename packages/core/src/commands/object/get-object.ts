import { optional } from '@cos/xml'
import { documented } from '#documented'
import { resumeReads } from '#resume-reads'
import { receivedCrc64 } from '../../checksum/crc64-checksum.js'
import { checkKeyIsNotReduced } from '../../operation/address.js'
import { namedQuery, payload } from '../../operation/bindings.js'
import { codeOfStatus } from '../../operation/code-of-status.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { readObjectInput, readObjectOutput } from '../shapes/read-object.js'
import { trafficLimit } from '../shapes/traffic-limit.js'

const operation = defineOperation({
  name: 'GetObject',
  route: 'GET /{bucket}/{key}',
  input: {
    ...readObjectInput,
    ...trafficLimit,
    /** Answers with this `Cache-Control` instead of the stored one. Signed requests only; the same holds for the next five. */
    responseCacheControl: optional(namedQuery()),
    responseContentDisposition: optional(namedQuery()),
    responseContentEncoding: optional(namedQuery()),
    responseContentLanguage: optional(namedQuery()),
    responseContentType: optional(namedQuery()),
    responseExpires: optional(namedQuery()),
  },
  output: {
    ...readObjectOutput,
    /** The bytes. Read them, or call `cancel`: until then they hold a connection. */
    body: payload,
  },
  check: (input) => checkKeyIsNotReduced(input.key),
  checksum: receivedCrc64,
  resume: resumeReads,
  codeOf: codeOfStatus('NoSuchKey'),
  errors: documented(['NoSuchKey', 'NoSuchVersion', 'InvalidObjectState', 'InvalidRange', 'PreconditionFailed', 'NotModified']),
})
export interface GetObjectInput extends InputOf<typeof operation> {}
export interface GetObjectOutput extends OutputOf<typeof operation> {}
/**
 * Reads an object, or a range of it, as a stream (GET Object). A whole object is checked against its CRC-64 as it is read.
 *
 * When the connection breaks while the bytes come, the rest is read by range from the same version, as often as the retry policy
 * allows since bytes last came. An object that was replaced meanwhile ends the read with a `ResponseError` of the code
 * `ObjectChanged`. In a page, for its size, this takes the client's option `resumeReads`; without it the read ends with a
 * `TransportError`. `download` of `@cos/transfer` goes on in pages too.
 */
export class GetObjectCommand extends command(operation)<GetObjectInput, GetObjectOutput> {}
