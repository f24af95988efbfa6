import { oneOf, optional, unknownElements } from '@cos/xml'
import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'PutBucketAccelerate',
  route: 'PUT /{bucket}?accelerate',
  input: xmlBody('AccelerateConfiguration', {
    status: oneOf('Enabled', 'Suspended'),
    type: optional(oneOf('COS')),
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
  output: {},
  digest: contentMd5,
  errors: documented(['MalformedXML']),
})
export interface PutBucketAccelerateInput extends InputOf<typeof operation> {}
export interface PutBucketAccelerateOutput extends OutputOf<typeof operation> {}
/** Turns the global acceleration host of a bucket on or off (PUT Bucket accelerate). */
export class PutBucketAccelerateCommand extends command(operation)<PutBucketAccelerateInput, PutBucketAccelerateOutput> {}
