import { string } from '@cos/xml'
import { xmlTexts } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { encryptionAnswer } from '../shapes/encryption-answer.js'
import { writtenObject } from '../shapes/object-headers.js'

const operation = defineOperation({
  name: 'CreateMultipartUpload',
  route: 'POST /{bucket}/{key}?uploads',
  input: writtenObject,
  output: xmlTexts('InitiateMultipartUploadResult', {
    bucket: string,
    key: string,
    /** Names the upload in the calls that follow. */
    uploadId: string,
    ...encryptionAnswer,
  }),
  // A repetition after a lost answer leaves one more empty upload behind, which costs nothing.
  isIdempotent: true,
})
export interface CreateMultipartUploadInput extends InputOf<typeof operation> {}
export interface CreateMultipartUploadOutput extends OutputOf<typeof operation> {}
/** Begins an object that is sent in parts (Initiate Multipart Upload). Headers and metadata are those of the object to be. */
export class CreateMultipartUploadCommand extends command(operation)<CreateMultipartUploadInput, CreateMultipartUploadOutput> {}
