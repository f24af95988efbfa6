import { integer, struct, unknownElements } from '@cos/xml'

/** A transition of what is read seldom. Only for accounts on COS's list. */
export const accessFrequency = struct({ accessCountLessThan: integer, recentDays: integer, unknown: unknownElements })
