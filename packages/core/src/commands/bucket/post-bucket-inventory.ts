import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { queryAndElement, xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { inventoryReport } from '../shapes/inventory-report.js'

const operation = defineOperation({
  name: 'PostBucketInventory',
  route: 'POST /{bucket}?inventory',
  input: xmlBody('InventoryConfiguration', {
    /** Letters, digits, `-`, `_` and `.`; one that no other inventory of the bucket has. */
    id: queryAndElement('id', 'Id'),
    ...inventoryReport,
  }),
  output: {},
  digest: contentMd5,
  errors: documented(['DuplicateInventoryId', 'InvalidArgument', 'InvalidRequest', 'MalformedXML', 'AccessDenied']),
})
export interface PostBucketInventoryInput extends InputOf<typeof operation> {}
export interface PostBucketInventoryOutput extends OutputOf<typeof operation> {}
/** Has the objects of a bucket reported once, as soon as COS gets to it (POST Bucket inventory). */
export class PostBucketInventoryCommand extends command(operation)<PostBucketInventoryInput, PostBucketInventoryOutput> {}
