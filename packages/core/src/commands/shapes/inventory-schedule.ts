import { boolean, integer, oneOf, optional, struct, unknownElements } from '@cos/xml'

/** When an inventory reports. */
export const inventorySchedule = {
  /** False makes no reports. */
  isEnabled: boolean,
  schedule: struct({
    /** Weekly reports are made on Sundays. */
    frequency: oneOf('Daily', 'Weekly', 'Monthly'),
    /** Day of the month, with `Monthly`. */
    monthlyDate: optional(integer),
    unknown: unknownElements,
  }),
}
