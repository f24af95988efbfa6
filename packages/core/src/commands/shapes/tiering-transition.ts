import { integer, struct, unknownElements } from '@cos/xml'

/** When objects count as rarely used. */
export const tieringTransition = struct({
  /** 30, 60 or 90 days without a read. */
  days: integer,
  /** Reads within those days that keep an object: 1. */
  requestFrequent: integer,
  unknown: unknownElements,
})
