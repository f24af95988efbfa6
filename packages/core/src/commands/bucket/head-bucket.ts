import { optional } from '@cos/xml'
import { header } from '../../operation/bindings.js'
import { codeOfStatus } from '../../operation/code-of-status.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'HeadBucket',
  route: 'HEAD /{bucket}',
  input: {},
  output: {
    /** Region the bucket is in. */
    region: optional(header('x-cos-bucket-region')),
    /** `MAZ` for a bucket spread over several zones. */
    azType: optional(header('x-cos-bucket-az-type')),
    /** `OFS` for a metadata-accelerated bucket. */
    architecture: optional(header('x-cos-bucket-arch')),
  },
  codeOf: codeOfStatus('NoSuchBucket'),
})
export interface HeadBucketInput extends InputOf<typeof operation> {}
export interface HeadBucketOutput extends OutputOf<typeof operation> {}
/** Tells whether a bucket exists and may be read (HEAD Bucket). Fails with `NoSuchBucket` or `AccessDenied`. */
export class HeadBucketCommand extends command(operation)<HeadBucketInput, HeadBucketOutput> {}
