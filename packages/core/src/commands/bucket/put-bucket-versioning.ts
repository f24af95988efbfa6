import { oneOf, unknownElements } from '@cos/xml'
import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'PutBucketVersioning',
  route: 'PUT /{bucket}?versioning',
  input: xmlBody('VersioningConfiguration', {
    /** `Enabled` keeps every version from now on. `Suspended` keeps those there are; a bucket cannot go back further. */
    status: oneOf('Enabled', 'Suspended'),
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
  output: {},
  digest: contentMd5,
  errors: documented(['InvalidBucketState', 'MalformedXML', 'InvalidArgument']),
})
export interface PutBucketVersioningInput extends InputOf<typeof operation> {}
export interface PutBucketVersioningOutput extends OutputOf<typeof operation> {}
/** Makes a bucket keep the versions of its objects, or stops that (PUT Bucket versioning). */
export class PutBucketVersioningCommand extends command(operation)<PutBucketVersioningInput, PutBucketVersioningOutput> {}
