import { element, oneOf, optional } from '@cos/xml'
import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { cosHeader, optionalXmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { cannedBucketAcl } from '../shapes/canned-bucket-acl.js'
import { grantHeaders } from '../shapes/grant-headers.js'
import { storageClass } from '../shapes/storage-class.js'
import { taggingText } from '../shapes/tagging-text.js'

const operation = defineOperation({
  name: 'CreateBucket',
  route: 'PUT /{bucket}',
  input: optionalXmlBody('CreateBucketConfiguration', {
    /** Who may use the bucket. Default `private`. */
    acl: optional(cosHeader(cannedBucketAcl)),
    ...grantHeaders,
    /** Tags of the bucket, by key. Default none. */
    tagging: optional(cosHeader(taggingText)),
    /** `MAZ` spreads the bucket over several zones. It cannot be changed later. Default: one zone. */
    azType: optional(element('BucketAZConfig', oneOf('MAZ'))),
    /** `OFS` makes a metadata-accelerated bucket. It cannot be changed later. Default: a plain one. */
    architecture: optional(element('BucketArchConfig', oneOf('OFS'))),
    /** Storage class of the bucket, which one official SDK knows of. Default: `STANDARD`. */
    storageClass: optional(element('BucketStorageClass', storageClass)),
  }),
  output: {},
  digest: contentMd5,
  errors: documented(['BucketAlreadyExists', 'BucketAlreadyOwnedByYou', 'InvalidBucketName', 'TooManyBuckets']),
})
export interface CreateBucketInput extends InputOf<typeof operation> {}
export interface CreateBucketOutput extends OutputOf<typeof operation> {}
/** Creates a bucket (PUT Bucket) in the region of the client. */
export class CreateBucketCommand extends command(operation)<CreateBucketInput, CreateBucketOutput> {}
