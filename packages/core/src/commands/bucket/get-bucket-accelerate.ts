import { oneOf, optional, string, unknownElements } from '@cos/xml'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'GetBucketAccelerate',
  route: 'GET /{bucket}?accelerate',
  input: {},
  output: xml('AccelerateConfiguration', {
    /** Absent when it was never said. */
    status: optional(oneOf('Enabled', 'Suspended')),
    type: optional(string),
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
})
export interface GetBucketAccelerateInput extends InputOf<typeof operation> {}
export interface GetBucketAccelerateOutput extends OutputOf<typeof operation> {}
/** Tells whether a bucket can be used through the global acceleration host (GET Bucket accelerate). */
export class GetBucketAccelerateCommand extends command(operation)<GetBucketAccelerateInput, GetBucketAccelerateOutput> {}
