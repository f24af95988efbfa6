import { oneOfOrOther, timestamp } from '@cos/xml'

/** Until when nobody may delete or overwrite an object. */
export const retention = {
  retainUntilDate: timestamp,
  // The only value a source shows [?].
  mode: oneOfOrOther('COMPLIANCE'),
}
