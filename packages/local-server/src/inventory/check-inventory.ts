import { Fault } from '../fault.js'
import type { Call } from '../handlers/handler.js'
import { parseQcsBucket } from '../qcs-bucket.js'
import type { Inventory } from './inventory.js'

const maxInventories = 1000

/** Refuses an inventory that COS would not take. The role that writes the reports is not checked. */
export function checkInventory(inventory: Inventory, { query, bucket }: Call): void {
  const { id, filter, destination } = inventory
  if (!/^[\w.-]+$/.test(id))
    throw new Fault('InvalidArgument', { message: 'The id of an inventory has letters, digits, "-", "_" and ".".' })
  if (query['id'] !== id) throw new Fault('InvalidArgument', { message: 'The parameter id and the Id of the document differ.' })
  if (filter?.prefix !== undefined && filter.and)
    throw new Fault('MalformedXML', { message: 'Several conditions of a Filter stand inside And.' })
  const { bucket: text, format } = destination.cosBucketDestination
  const named = parseQcsBucket(text)
  if (!named) throw new Fault('InvalidArgument', { message: 'Destination.Bucket must be qcs::cos:<region>::<bucket>.' })
  if (named.region !== bucket.region) throw new Fault('InvalidArgument', { message: 'Reports go to a bucket of the same region.' })
  if (format !== 'CSV') throw new Fault('NotImplemented', { message: `This server does not write inventories as ${format}.` })
}

/** Refuses one more inventory than a bucket may have. */
export async function checkRoom(id: string, { bucket, configurations }: Call): Promise<void> {
  const there = await configurations.list(bucket.name, 'inventory')
  if (there.length >= maxInventories && !there.some((one) => one.id === id)) throw new Fault('InventoryFull')
}

/** Refuses an order whose id an inventory has, or an order that is not done, or was done today. */
export async function checkOrder(id: string, today: string, { bucket, configurations }: Call): Promise<void> {
  const order = await configurations.get(bucket.name, 'inventory-order', id)
  const isOpen = order && (order.reportedOn === undefined || order.reportedOn === today)
  if (isOpen || (await configurations.get(bucket.name, 'inventory', id))) throw new Fault('DuplicateInventoryId')
}
