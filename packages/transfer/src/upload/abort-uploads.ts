import { AbortMultipartUploadCommand, InputError, isServiceError, ListMultipartUploadsCommand, paginate } from '@cos/core'
import type { CommandSender } from '../control/command-sender.js'
import { checkConcurrency } from '../control/pool.js'

/** Which unfinished uploads to give up: those of a bucket, of keys with a prefix, or of one key. */
export interface AbortUploadsOptions {
  /** Full name with the APPID: `photos-1250000000`. */
  readonly bucket: string
  /** Only of keys that begin with this text. */
  readonly prefix?: string | undefined
  /** Only of this key. */
  readonly key?: string | undefined
  /** Only those begun before this instant. Uploads that are under way elsewhere are younger than those somebody forgot. */
  readonly initiatedBefore?: Date | undefined
  /** Requests at once. Default 5. */
  readonly concurrency?: number | undefined
  /** Ends it with the signal's own reason. */
  readonly signal?: AbortSignal | undefined
}

/** An unfinished upload. */
export interface UnfinishedUpload {
  readonly key: string
  readonly uploadId: string
}

/** What was given up, and what could not be. */
export interface AbortUploadsOutput {
  readonly aborted: readonly UnfinishedUpload[]
  readonly failures: readonly (UnfinishedUpload & { readonly error: unknown })[]
}

/**
 * Gives up unfinished uploads, which cost storage until somebody does (List Multipart Uploads, all pages, and Abort
 * Multipart Upload). One that cannot be given up does not stop the others. Transfers that are under way in them fail.
 *
 * Throws what `client.send` throws for the listing, `InputError` for options that exclude each other.
 */
export async function abortUploads(client: CommandSender, options: AbortUploadsOptions): Promise<AbortUploadsOutput> {
  const { bucket, key, prefix, initiatedBefore, signal } = options
  const concurrency = checkConcurrency(options.concurrency ?? 5)
  if (key !== undefined && prefix !== undefined) throw new InputError('excludes prefix', { member: 'key' })
  const bare = key?.replace(/^\//, '')
  const aborted: UnfinishedUpload[] = []
  const failures: (UnfinishedUpload & { error: unknown })[] = []
  const abort = async (upload: UnfinishedUpload) => {
    try {
      await client.send(new AbortMultipartUploadCommand({ bucket, ...upload }), { signal })
      aborted.push(upload)
    } catch (error) {
      signal?.throwIfAborted()
      if (!isServiceError(error, 'NoSuchUpload')) failures.push({ ...upload, error })
    }
  }
  for await (const page of paginate(client, new ListMultipartUploadsCommand({ bucket, prefix: bare ?? prefix }), { signal })) {
    const chosen = page.uploads.filter(
      (upload) => (bare === undefined || upload.key === bare) && (!initiatedBefore || upload.initiated < initiatedBefore),
    )
    while (chosen.length > 0) await Promise.all(chosen.splice(0, concurrency).map(({ key, uploadId }) => abort({ key, uploadId })))
  }
  return { aborted, failures }
}
