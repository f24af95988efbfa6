import type { CosClient, PresignOptions } from '../client/cos-client.js'
import { AbortMultipartUploadCommand } from '../commands/multipart/abort-multipart-upload.js'
import { CompleteMultipartUploadCommand } from '../commands/multipart/complete-multipart-upload.js'
import { CreateMultipartUploadCommand, type CreateMultipartUploadInput } from '../commands/multipart/create-multipart-upload.js'
import { ListPartsCommand } from '../commands/multipart/list-parts.js'
import { UploadPartCommand } from '../commands/multipart/upload-part.js'
import { HeadObjectCommand } from '../commands/object/head-object.js'
import { refuse } from '../errors/input-error.js'

/** What may be uploaded, and for how long: besides these, what CreateMultipartUpload takes. */
export interface PresignMultipartOptions extends Omit<CreateMultipartUploadInput, 'customerKey'>, PresignOptions {
  /** Size of the object in bytes, 1 or more. */
  readonly sizeBytes: number
  /** Size of each part but the last, in bytes, 1 MiB to 5 GiB; at most 10,000 parts. Default 8 MiB. */
  readonly partSizeBytes?: number | undefined
  /** An upload that was begun before, to issue fresh URLs for. Default: a new one is begun. */
  readonly uploadId?: string | undefined
}

/** What a page needs to upload an object by parts without keys. It is plain data: send it as JSON. Whoever has it may write the object. */
export interface PresignedMultipart {
  readonly bucket: string
  readonly key: string
  readonly uploadId: string
  readonly sizeBytes: number
  readonly partSizeBytes: number
  readonly urls: {
    /** Upload Part: the first is of part 1. */
    readonly parts: readonly string[]
    /** List Parts: each tells of a thousand parts. */
    readonly list: readonly string[]
    readonly complete: string
    readonly abort: string
    /** HEAD Object: whether the object is there, when the answer to `complete` was lost. */
    readonly head: string
  }
}

/** Parts that one List Parts tells of. */
export const partsInList = 1000

/**
 * Begins an upload and signs the URLs by which a page sends its parts, finds those that are there, completes it or gives it up
 * (Initiate Multipart Upload; the others are only signed). The page gives it to `uploadPresigned` of `@cos/transfer`, or
 * needs `fetch` alone.
 *
 * @throws InputError for sizes that cannot work, naming the member, and what `client.send` throws.
 */
export async function presignMultipart(client: CosClient, options: PresignMultipartOptions): Promise<PresignedMultipart> {
  const { sizeBytes, partSizeBytes = 8 * 1024 ** 2, uploadId: given, expiresInSeconds, signal, ...object } = options
  const isSize = Number.isSafeInteger(sizeBytes) && sizeBytes >= 1 && sizeBytes <= 50_000 * 1024 ** 3
  if (!isSize) refuse('sizeBytes', 'must be a whole number from 1 to 50,000 GiB; an empty object is written by PutObject')
  const isPartSize = Number.isInteger(partSizeBytes) && partSizeBytes >= 1024 ** 2 && partSizeBytes <= 5 * 1024 ** 3
  if (!isPartSize) refuse('partSizeBytes', 'must be a whole number from 1 MiB to 5 GiB')
  // Each part would need the key, which the page would then hold.
  if (typeof object.encryption === 'object' && 'keyMd5' in object.encryption) refuse('encryption', 'cannot be by a key of yours')
  const partCount = Math.ceil(sizeBytes / partSizeBytes)
  if (partCount > 10_000) refuse('partSizeBytes', `makes more than 10,000 parts; it takes ${Math.ceil(sizeBytes / 10_000)} or more`)
  const uploadId = given ?? (await client.send(new CreateMultipartUploadCommand(object), { signal })).uploadId
  const { bucket, key } = object
  const upload = { bucket, key, uploadId }
  const window = { expiresInSeconds, signal }
  const parts: string[] = []
  for (let partNumber = 1; partNumber <= partCount; partNumber += 1) {
    parts.push(await client.presign(new UploadPartCommand({ ...upload, partNumber, body: '' }), window))
  }
  const list: string[] = []
  for (let partNumberMarker = 0; partNumberMarker < partCount; partNumberMarker += partsInList) {
    list.push(await client.presign(new ListPartsCommand({ ...upload, partNumberMarker, maxParts: partsInList }), window))
  }
  // The list of parts is in the body, which a signature does not cover.
  const complete = await client.presign(new CompleteMultipartUploadCommand({ ...upload, parts: [{ partNumber: 1, etag: '""' }] }), window)
  const abort = await client.presign(new AbortMultipartUploadCommand(upload), window)
  const head = await client.presign(new HeadObjectCommand({ bucket, key }), window)
  return { ...upload, sizeBytes, partSizeBytes, urls: { parts, list, complete, abort, head } }
}
