import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteBucketWebsite',
  route: 'DELETE /{bucket}?website',
  input: {},
  output: {},
  status: 204,
})
export interface DeleteBucketWebsiteInput extends InputOf<typeof operation> {}
export interface DeleteBucketWebsiteOutput extends OutputOf<typeof operation> {}
/** Ends the website of a bucket (DELETE Bucket website). Its objects stay. */
export class DeleteBucketWebsiteCommand extends command(operation)<DeleteBucketWebsiteInput, DeleteBucketWebsiteOutput> {}
