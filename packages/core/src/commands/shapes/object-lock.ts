import { integerBetween, oneOf, oneOfOrOther, optional, struct, unknownElements } from '@cos/xml'

/** Object lock of a bucket. */
export const objectLock = {
  objectLockEnabled: oneOf('Enabled'),
  /** How long each object is locked from when it was written. Default: only as long as its own retention says. */
  rule: optional(
    struct({
      defaultRetention: struct({
        /** 1 to 36,500. */
        days: integerBetween(1, 36_500),
        // One SDK sends it, and no other value than this is known [?].
        mode: optional(oneOfOrOther('COMPLIANCE')),
        unknown: unknownElements,
      }),
      unknown: unknownElements,
    }),
  ),
  /** Elements this version does not know. */
  unknown: unknownElements,
}
