import { Fault } from './fault.js'
import type { BucketRecord } from './store/records.js'

const prefix = 'MAZ_'

/**
 * Gives the storage class to keep for an object of a bucket, or refuses one that is for the other kind of bucket: those of a bucket
 * spread over several zones begin with `MAZ_`. Undefined is STANDARD, which goes without saying.
 */
export function keptClass(storageClass: string | undefined, bucket: BucketRecord): string | undefined {
  if (storageClass !== undefined) checkZones(storageClass, bucket)
  // What an object of such a bucket is when nobody says is not sourced [?].
  const given = storageClass ?? (hasZones(bucket) ? `${prefix}STANDARD` : 'STANDARD')
  return given === 'STANDARD' ? undefined : given
}

/** Refuses a storage class that is for the other kind of bucket. */
export function checkZones(storageClass: string, bucket: BucketRecord): void {
  if (storageClass.startsWith(prefix) === hasZones(bucket)) return
  throw new Fault(hasZones(bucket) ? 'OAZOperationNotSupportOnMAZBucket' : 'MAZOperationNotSupportOnOAZBucket')
}

/** Gives the class that is the same in a bucket of the other kind. */
export function classAmongZones(storageClass: string | undefined, bucket: BucketRecord): string | undefined {
  const plain = plainClass(storageClass ?? 'STANDARD')
  return keptClass(hasZones(bucket) ? prefix + plain : plain, bucket)
}

/** A storage class without what it says of zones. */
export function plainClass(storageClass: string): string {
  return storageClass.startsWith(prefix) ? storageClass.slice(prefix.length) : storageClass
}

/** Tells whether a bucket is spread over several zones. */
export function hasZones({ attributes }: BucketRecord): boolean {
  return attributes['azType'] === 'MAZ'
}
