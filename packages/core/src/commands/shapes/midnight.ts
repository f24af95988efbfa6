import { type TimestampSchema, timestamp } from '@cos/xml'

const zoneMs = 8 * 3_600_000

/** The start of a day. COS takes one of UTC, or one of UTC+8 when it is written as such. */
export const midnight: TimestampSchema = {
  ...timestamp,
  format(value, path) {
    const text = timestamp.format(value, path)
    const local = new Date((value as Date).getTime() + zoneMs).toISOString()
    return local.endsWith('T00:00:00.000Z') ? local.replace('.000Z', '+08:00') : text
  },
}
