import type { CopyObjectInput, CopySource } from '@cos/core'
import type { CommandSender } from '../control/command-sender.js'
import type { ControlOptions } from '../control/control-options.js'
import type { ObjectOptions } from '../upload/upload-options.js'
import type { CopyConditions, CopyResume } from './copy-run.js'

/**
 * What to copy and how. `bucket` and `key` are the target's; besides these it takes what PutObject takes. `acl` and
 * `storageClass` are never those of the source unless you say so.
 */
export interface CopyOptions extends ObjectOptions, ControlOptions, CopyConditions {
  /** The object to copy. Its region is the client's unless it says another. */
  readonly source: CopySource
  /** Reads what is known of the source, and for a move deletes it: for a source in another region or of another account. Default: the client. */
  readonly sourceClient?: CommandSender | undefined
  /** `Copy` takes metadata and stored headers from the source, `Replaced` from this call. Default `Copy`. */
  readonly metadataDirective?: 'Copy' | 'Replaced' | undefined
  /** `Copy` takes the tags from the source, `Replaced` from `tagging` of this call. Default `Copy`. */
  readonly taggingDirective?: 'Copy' | 'Replaced' | undefined
  /** `Copy` gives the copy the access control list of the source (GET and PUT Object acl), `Replaced` what this call says. Default `Replaced`. */
  readonly aclDirective?: 'Copy' | 'Replaced' | undefined
  /** Key of the source when it is encrypted with one of the caller's (SSE-C), made by `customerKey`. */
  readonly copySourceCustomerKey?: CopyObjectInput['copySourceCustomerKey']
  /** Larger objects are copied in parts, some at a time. Default and most 5 GiB, which one request can copy. */
  readonly multipartThresholdBytes?: number | undefined
  /** Size of a part in bytes, 1 MiB to 5 GiB. Default 128 MiB; it grows where 10,000 parts would not do. */
  readonly partSizeBytes?: number | undefined
  /**
   * Lets a later call go on where this one was ended: `resumeCopy(fileJournal('…'))`. A failed copy in parts then keeps
   * them. Default: a failed copy leaves nothing behind.
   */
  readonly resume?: CopyResume | undefined
  /** Hears when a failed copy in parts could not be given up: its parts then cost storage until something removes them. */
  readonly onLeftover?: ((leftover: { readonly uploadId: string; readonly error: unknown }) => void) | undefined
}

/** What was written. */
export interface CopyOutput {
  /** Quoted and opaque. */
  readonly etag: string
  /** CRC-64 of the object, which is that of the source. Absent when the service does not say it of both: then only the size was compared. */
  readonly crc64: string | undefined
  readonly sizeBytes: number
  /** Only in buckets with versioning. */
  readonly versionId: string | undefined
  /** Parts it was copied in; 0 when it went in one request. */
  readonly partCount: number
  /** ETag of the source that was copied. */
  readonly sourceEtag: string
}
