import { contentMd5 } from '../../checksum/content-md5.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { emptyBody } from '../../operation/empty-body.js'

const operation = defineOperation({
  name: 'DeleteBucketReferer',
  route: 'PUT /{bucket}?referer',
  input: emptyBody,
  output: {},
  digest: contentMd5,
})
export interface DeleteBucketRefererInput extends InputOf<typeof operation> {}
export interface DeleteBucketRefererOutput extends OutputOf<typeof operation> {}
/** Lets every page embed what is in a bucket again (PUT Bucket referer without a document: COS has no DELETE here). */
export class DeleteBucketRefererCommand extends command(operation)<DeleteBucketRefererInput, DeleteBucketRefererOutput> {}
