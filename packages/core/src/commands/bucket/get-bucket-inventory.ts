import { string } from '@cos/xml'
import { documented } from '#documented'
import { namedQuery, xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { inventoryReport } from '../shapes/inventory-report.js'
import { inventorySchedule } from '../shapes/inventory-schedule.js'

const operation = defineOperation({
  name: 'GetBucketInventory',
  route: 'GET /{bucket}?inventory',
  input: {
    /** Which of the bucket's inventories. */
    id: namedQuery(),
  },
  output: xml('InventoryConfiguration', { id: string, ...inventorySchedule, ...inventoryReport }),
  errors: documented(['InventoryConfigurationNotFoundError']),
})
export interface GetBucketInventoryInput extends InputOf<typeof operation> {}
export interface GetBucketInventoryOutput extends OutputOf<typeof operation> {}
/** Reads one inventory of a bucket (GET Bucket inventory). Fails with `InventoryConfigurationNotFoundError` when there is none of that id. */
export class GetBucketInventoryCommand extends command(operation)<GetBucketInventoryInput, GetBucketInventoryOutput> {}
