import { boolean, element, list, optional, string, struct, unknownElements } from '@cos/xml'
import { namedQuery, xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { inventoryReport } from '../shapes/inventory-report.js'
import { inventorySchedule } from '../shapes/inventory-schedule.js'

const operation = defineOperation({
  name: 'ListBucketInventoryConfigurations',
  route: 'GET /{bucket}?inventory',
  input: {
    /** Where the page starts. `nextContinuationToken` of the page before. */
    continuationToken: optional(namedQuery()),
  },
  output: xml('ListInventoryConfigurationResult', {
    /** At most 100, in the order they were made. */
    inventoryConfigurations: element('InventoryConfiguration', list(struct({ id: string, ...inventorySchedule, ...inventoryReport }))),
    /** True when another page follows. */
    isTruncated: boolean,
    continuationToken: optional(string),
    /** Where the next page starts; only when there is one. */
    nextContinuationToken: optional(string),
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
  page: { next: { nextContinuationToken: 'continuationToken' }, more: 'isTruncated', items: ['inventoryConfigurations'] },
})
export interface ListBucketInventoryConfigurationsInput extends InputOf<typeof operation> {}
export interface ListBucketInventoryConfigurationsOutput extends OutputOf<typeof operation> {}
/** Lists one page of a bucket's inventories (List Bucket Inventory). `paginate` walks through all pages. */
export class ListBucketInventoryConfigurationsCommand extends command(operation)<
  ListBucketInventoryConfigurationsInput,
  ListBucketInventoryConfigurationsOutput
> {}
