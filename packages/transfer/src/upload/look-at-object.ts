import {
  command,
  defineOperation,
  header,
  headers,
  type InputOf,
  integer,
  type OutputOf,
  optional,
  query,
  UploadPartCommand,
} from '@cos/core'

// HeadObject with what tells one object from another, and no more: the rest of what a page can ask of it would be a third of
// what uploads weigh there. The metadata is what encrypting clients find the length of the content by.
const operation = defineOperation({
  name: 'HeadObject',
  route: 'HEAD /{bucket}/{key}',
  input: { versionId: optional(query('versionId')), customerKey: UploadPartCommand.operation.input.customerKey },
  output: {
    contentLength: optional(header('content-length', integer)),
    etag: header('etag'),
    crc64: optional(header('x-cos-hash-crc64ecma')),
    versionId: optional(header('x-cos-version-id')),
    metadata: headers('x-cos-meta-'),
  },
})
interface LookInput extends InputOf<typeof operation> {}
interface LookOutput extends OutputOf<typeof operation> {}
/** Looks whether an object is the one that was sent (HEAD Object). */
export class LookAtObjectCommand extends command(operation)<LookInput, LookOutput> {}
