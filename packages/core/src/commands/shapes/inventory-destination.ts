import { element, oneOfOrOther, optional, string, struct, unknownElements } from '@cos/xml'

/** Where the reports of an inventory go. */
export const inventoryDestination = struct({
  cosBucketDestination: element(
    'COSBucketDestination',
    struct({
      /** `qcs::cos:<region>::<bucket>`, of the region of the source. */
      bucket: string,
      /** Number of the root account that owns it. */
      accountId: optional(string),
      /** What the keys of reports begin with. */
      prefix: optional(string),
      format: oneOfOrOther('CSV'),
      encryption: optional(
        struct({
          /** Reports are encrypted with keys of COS. */
          sseCos: optional(element('SSE-COS', struct({ unknown: unknownElements }), ['SSECOS'])),
          unknown: unknownElements,
        }),
      ),
      /** Elements this version does not know. */
      unknown: unknownElements,
    }),
  ),
  unknown: unknownElements,
})
