import { unknownElements } from '@cos/xml'
import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { defaultEncryption } from '../shapes/default-encryption.js'

const operation = defineOperation({
  name: 'PutBucketEncryption',
  route: 'PUT /{bucket}?encryption',
  input: xmlBody('ServerSideEncryptionConfiguration', {
    /** The one rule there is. */
    rule: defaultEncryption,
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
  output: {},
  digest: contentMd5,
  errors: documented(['MalformedXML', 'BadDigest']),
})
export interface PutBucketEncryptionInput extends InputOf<typeof operation> {}
export interface PutBucketEncryptionOutput extends OutputOf<typeof operation> {}
/** Sets how a bucket encrypts objects that are written without a word on it (PUT Bucket encryption). What is there already stays as it is. */
export class PutBucketEncryptionCommand extends command(operation)<PutBucketEncryptionInput, PutBucketEncryptionOutput> {}
