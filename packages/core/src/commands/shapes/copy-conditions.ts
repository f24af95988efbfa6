import { httpDate, optional } from '@cos/xml'
import { header } from '../../operation/bindings.js'

/** Conditions on the source of a copy. Each fails with `PreconditionFailed`. */
export const copyConditions = {
  /** The source's ETag must be this. */
  copySourceIfMatch: optional(header('x-cos-copy-source-if-match')),
  /** The source's ETag must not be this. */
  copySourceIfNoneMatch: optional(header('x-cos-copy-source-if-none-match')),
  /** The source must have changed after this instant. */
  copySourceIfModifiedSince: optional(header('x-cos-copy-source-if-modified-since', httpDate)),
  /** The source must not have changed after this instant. */
  copySourceIfUnmodifiedSince: optional(header('x-cos-copy-source-if-unmodified-since', httpDate)),
}
