import { httpDate, optional } from '@cos/xml'
import { cosHeader } from '../../operation/bindings.js'

/** Conditions on the source of a copy. Each fails with `PreconditionFailed`. */
export const copyConditions = {
  /** The source's ETag must be this. */
  copySourceIfMatch: optional(cosHeader()),
  /** The source's ETag must not be this. */
  copySourceIfNoneMatch: optional(cosHeader()),
  /** The source must have changed after this instant. */
  copySourceIfModifiedSince: optional(cosHeader(httpDate)),
  /** The source must not have changed after this instant. */
  copySourceIfUnmodifiedSince: optional(cosHeader(httpDate)),
}
