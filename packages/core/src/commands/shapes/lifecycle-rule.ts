import { boolean, element, exactlyOne, integerBetween, list, optional, string, struct, timestamp } from '@cos/xml'
import { accessFrequency } from './access-frequency.js'
import { lifecycleFilter } from './lifecycle-filter.js'
import { lifecycleStorageClass } from './lifecycle-storage-class.js'
import { ruleStatus } from './rule-status.js'

/** What happens when to which objects. Days and dates do not go together in one rule. */
export const lifecycleRule = exactlyOne(
  {
    /** Which objects. */
    filter: lifecycleFilter,
    /** The old form of a filter. */
    prefix: string,
  },
  {
    /** Unique in the document, at most 255 characters. Default: COS makes one. */
    id: optional(element('ID')),
    status: ruleStatus,
    /** When current versions move to a cheaper storage class. */
    transitions: optional(
      element(
        'Transition',
        list(
          exactlyOne(
            {
              /** After the last change. */
              days: integerBetween(0, 3650),
              /** Midnight, of UTC or of UTC+8. */
              date: timestamp,
              accessFrequency,
            },
            { storageClass: lifecycleStorageClass },
          ),
        ),
      ),
    ),
    /** When current versions are deleted; in a bucket with versioning, a delete marker is put on top. */
    expiration: optional(
      exactlyOne({
        /** After the last change. */
        days: integerBetween(1, 3650),
        /** Midnight, of UTC or of UTC+8. */
        date: timestamp,
        /** True removes delete markers that no version is left under. */
        expiredObjectDeleteMarker: boolean,
      }),
    ),
    /** When unfinished uploads are given up. */
    abortIncompleteMultipartUpload: optional(struct({ daysAfterInitiation: integerBetween(1, 3650) })),
    /** When versions that are no longer current move to a cheaper storage class. */
    noncurrentVersionTransitions: optional(
      element(
        'NoncurrentVersionTransition',
        list(
          exactlyOne(
            {
              /** Since a newer version took their place. */
              noncurrentDays: integerBetween(0, 3650),
              accessFrequency,
            },
            { storageClass: lifecycleStorageClass },
          ),
        ),
      ),
    ),
    /** When versions that are no longer current are removed for good. */
    noncurrentVersionExpiration: optional(
      struct({
        /** Since a newer version took their place. */
        noncurrentDays: integerBetween(1, 3650),
      }),
    ),
  },
)
