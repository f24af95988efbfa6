import { documented } from '#documented'
import { query } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'AbortMultipartUpload',
  route: 'DELETE /{bucket}/{key}',
  input: { uploadId: query('uploadId') },
  output: {},
  status: 204,
  errors: documented(['NoSuchUpload']),
})
export interface AbortMultipartUploadInput extends InputOf<typeof operation> {}
export interface AbortMultipartUploadOutput extends OutputOf<typeof operation> {}
/** Gives an upload up and frees its parts (Abort Multipart Upload). A part still under way may survive: abort again after it ended. */
export class AbortMultipartUploadCommand extends command(operation)<AbortMultipartUploadInput, AbortMultipartUploadOutput> {}
