import { optional } from '@cos/xml'
import { documented } from '#documented'
import { cosHeader, namedHeader } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { encryptionAnswer } from '../shapes/encryption-answer.js'
import { postForm } from '../shapes/post-form.js'

const operation = defineOperation({
  name: 'PostObject',
  route: 'POST /{bucket}',
  input: {
    /** The form: `fields` from `createPostForm`, perhaps with more that its policy allows, and the file, up to 5 GB. */
    form: postForm,
  },
  output: {
    /** Quoted. The MD5 of the file. */
    etag: optional(namedHeader()),
    /** URL of the object, or where `success_action_redirect` leads. */
    location: optional(namedHeader()),
    versionId: optional(cosHeader()),
    ...encryptionAnswer,
  },
  status: 204,
  isUnsigned: true,
  isIdempotent: true,
  errors: documented([
    'MalformedPOSTRequest',
    'InvalidPolicyDocument',
    'EntityTooLarge',
    'EntityTooSmall',
    'IncorrectNumberOfFilesInPostRequest',
  ]),
})
export interface PostObjectInput extends InputOf<typeof operation> {}
export interface PostObjectOutput extends OutputOf<typeof operation> {}
/** Sends a file as an HTML form does (POST Object). The form is its own authority: whoever has the fields needs no keys. */
export class PostObjectCommand extends command(operation)<PostObjectInput, PostObjectOutput> {}
