import { oneOf, optional, unknownElements } from '@cos/xml'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'GetBucketVersioning',
  route: 'GET /{bucket}?versioning',
  input: {},
  output: xml('VersioningConfiguration', {
    /** Absent when versioning was never enabled. */
    status: optional(oneOf('Enabled', 'Suspended')),
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
})
export interface GetBucketVersioningInput extends InputOf<typeof operation> {}
export interface GetBucketVersioningOutput extends OutputOf<typeof operation> {}
/** Tells whether a bucket keeps the versions of its objects (GET Bucket versioning). */
export class GetBucketVersioningCommand extends command(operation)<GetBucketVersioningInput, GetBucketVersioningOutput> {}
