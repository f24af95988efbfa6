import { list, oneOf, oneOfOrOther, optional, unknownElements } from '@cos/xml'
import { inventoryDestination } from './inventory-destination.js'
import { inventoryFilter } from './inventory-filter.js'

/** What an inventory reports, and where to. */
export const inventoryReport = {
  includedObjectVersions: oneOf('All', 'Current'),
  /** Default: every object. */
  filter: optional(inventoryFilter),
  /** Columns beside account, bucket and key (with `All` also version, latest or not, delete marker or not). */
  optionalFields: optional(
    list(
      oneOfOrOther('Size', 'LastModifiedDate', 'ETag', 'StorageClass', 'IsMultipartUploaded', 'ReplicationStatus', 'Tag', 'Crc64'),
      'Field',
    ),
  ),
  destination: inventoryDestination,
  /** Elements this version does not know. */
  unknown: unknownElements,
}
