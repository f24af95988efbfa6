import { string, text } from '@cos/xml'
import { closedXml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'GetBucketLocation',
  route: 'GET /{bucket}?location',
  input: {},
  output: closedXml('LocationConstraint', {
    /** Region the bucket is in. */
    location: text(string),
  }),
})
export interface GetBucketLocationInput extends InputOf<typeof operation> {}
export interface GetBucketLocationOutput extends OutputOf<typeof operation> {}
/** Tells the region of a bucket (GET Bucket location). */
export class GetBucketLocationCommand extends command(operation)<GetBucketLocationInput, GetBucketLocationOutput> {}
