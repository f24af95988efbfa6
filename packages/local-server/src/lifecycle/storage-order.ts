import { plainClass } from '../storage-zones.js'

/** Storage classes from hot to cold. Where INTELLIGENT_TIERING stands is not confirmed by two sources [?]. */
const order = ['STANDARD', 'STANDARD_IA', 'INTELLIGENT_TIERING', 'ARCHIVE', 'DEEP_ARCHIVE']

/** Tells whether an object of one class may move to another: only ever to a colder one. Classes for several zones stand beside those for one. */
export function isColder(storageClass: string, than: string): boolean {
  return order.indexOf(plainClass(storageClass)) > order.indexOf(plainClass(than))
}
