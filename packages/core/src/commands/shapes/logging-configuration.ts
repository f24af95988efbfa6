import { optional, string, struct, unknownElements } from '@cos/xml'

/** Where the access logs of a bucket go. */
export const loggingConfiguration = {
  /** Absent when nothing is logged. */
  loggingEnabled: optional(
    struct({
      /** Full name of a bucket of the same account and region. */
      targetBucket: string,
      /** What the keys of logs begin with. */
      targetPrefix: optional(string),
      /** Elements this version does not know. */
      unknown: unknownElements,
    }),
  ),
  /** Elements this version does not know. */
  unknown: unknownElements,
}
