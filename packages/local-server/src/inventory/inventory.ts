import type { GetBucketInventoryOutput } from '@cos/core'

/** An inventory of a bucket. One that was ordered once has no schedule. */
export type Inventory = Omit<GetBucketInventoryOutput, 'isEnabled' | 'schedule'>
/** When an inventory reports. */
export type InventorySchedule = GetBucketInventoryOutput['schedule']
