import { boolean, element, exactlyOne, integerBetween, list, optional, string, struct, unknownElements } from '@cos/xml'
import { accessFrequency } from './access-frequency.js'
import { lifecycleFilter } from './lifecycle-filter.js'
import { lifecycleStorageClass } from './lifecycle-storage-class.js'
import { midnight } from './midnight.js'
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
              /** The start of a day of UTC or UTC+8. */
              date: midnight,
              accessFrequency,
            },
            { storageClass: lifecycleStorageClass, unknown: unknownElements },
          ),
        ),
      ),
    ),
    /** When current versions are deleted; in a bucket with versioning, a delete marker is put on top. */
    expiration: optional(
      exactlyOne(
        {
          /** After the last change. */
          days: integerBetween(1, 3650),
          /** The start of a day of UTC or UTC+8. */
          date: midnight,
          /** True removes delete markers that no version is left under. */
          expiredObjectDeleteMarker: boolean,
        },
        { unknown: unknownElements },
      ),
    ),
    /** When unfinished uploads are given up. */
    abortIncompleteMultipartUpload: optional(struct({ daysAfterInitiation: integerBetween(1, 3650), unknown: unknownElements })),
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
            { storageClass: lifecycleStorageClass, unknown: unknownElements },
          ),
        ),
      ),
    ),
    /** When versions that are no longer current are removed for good. */
    noncurrentVersionExpiration: optional(
      struct({
        /** Since a newer version took their place. */
        noncurrentDays: integerBetween(1, 3650),
        unknown: unknownElements,
      }),
    ),
    /** Elements this version does not know. */
    unknown: unknownElements,
  },
)
