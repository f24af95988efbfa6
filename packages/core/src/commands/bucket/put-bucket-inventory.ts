import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { queryAndElement, xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { inventoryReport } from '../shapes/inventory-report.js'
import { inventorySchedule } from '../shapes/inventory-schedule.js'

const operation = defineOperation({
  name: 'PutBucketInventory',
  route: 'PUT /{bucket}?inventory',
  input: xmlBody('InventoryConfiguration', {
    /** Letters, digits, `-`, `_` and `.`. */
    id: queryAndElement('id', 'Id'),
    ...inventorySchedule,
    ...inventoryReport,
  }),
  output: {},
  digest: contentMd5,
  errors: documented(['InventoryFull', 'InvalidArgument', 'InvalidRequest', 'MalformedXML', 'AccessDenied']),
})
export interface PutBucketInventoryInput extends InputOf<typeof operation> {}
export interface PutBucketInventoryOutput extends OutputOf<typeof operation> {}
/** Has the objects of a bucket reported daily, weekly or monthly as files in a bucket (PUT Bucket inventory). At most 1000 of them. */
export class PutBucketInventoryCommand extends command(operation)<PutBucketInventoryInput, PutBucketInventoryOutput> {}
