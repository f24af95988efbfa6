import { unknownElements } from '@cos/xml'
import { documented } from '#documented'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { defaultEncryption } from '../shapes/default-encryption.js'

const operation = defineOperation({
  name: 'GetBucketEncryption',
  route: 'GET /{bucket}?encryption',
  input: {},
  output: xml('ServerSideEncryptionConfiguration', {
    /** The one rule there is. */
    rule: defaultEncryption,
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
  errors: documented(['NoSuchEncryptionConfiguration']),
})
export interface GetBucketEncryptionInput extends InputOf<typeof operation> {}
export interface GetBucketEncryptionOutput extends OutputOf<typeof operation> {}
/** Tells how a bucket encrypts objects that are written without a word on it (GET Bucket encryption). Fails with `NoSuchEncryptionConfiguration` when it does not. */
export class GetBucketEncryptionCommand extends command(operation)<GetBucketEncryptionInput, GetBucketEncryptionOutput> {}
