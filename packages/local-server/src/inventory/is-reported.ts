import { readAttributes } from '../object-attributes.js'
import { tagsOf } from '../object-tags.js'
import type { ObjectRecord } from '../store/records.js'
import type { Inventory } from './inventory.js'

/** What the keys of an inventory's objects begin with. */
export function prefixOf({ filter }: Inventory): string {
  return filter?.and?.prefix ?? filter?.prefix ?? ''
}

/** Tells whether a version whose key begins as it must passes the rest of the filter. */
export function isReported({ filter }: Inventory, record: ObjectRecord): boolean {
  const { tags: wanted = [], storageClass } = filter?.and ?? {}
  const { startTime, endTime } = filter?.period ?? {}
  const tags = tagsOf(record)
  return (
    wanted.every(({ key, value }) => tags.some((tag) => tag.key === key && tag.value === value)) &&
    (storageClass === undefined || storageClass === (readAttributes(record.attributes).storageClass ?? 'STANDARD')) &&
    (startTime === undefined || record.modifiedAtMs >= startTime.getTime()) &&
    (endTime === undefined || record.modifiedAtMs <= endTime.getTime())
  )
}
