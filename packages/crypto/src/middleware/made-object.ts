import { command, defineOperation, header, headers, type InputOf, type OutputOf, optional } from '@cos/core'

// HeadObject with what tells objects apart, and no more: the whole of it would be a fifth of what encryption weighs in a page.
const operation = defineOperation({
  name: 'HeadObject',
  route: 'HEAD /{bucket}/{key}',
  input: {},
  output: {
    etag: header('etag'),
    crc64: optional(header('x-cos-hash-crc64ecma')),
    versionId: optional(header('x-cos-version-id')),
    metadata: headers('x-cos-meta-'),
  },
})
interface MadeObjectInput extends InputOf<typeof operation> {}
/** What there is. */
export interface MadeObjectOutput extends OutputOf<typeof operation> {}
/** Looks which object there is (HEAD Object). */
export class MadeObjectCommand extends command(operation)<MadeObjectInput, MadeObjectOutput> {}
