import {
  type CopyObjectInput,
  GetObjectCommand,
  type GetObjectInput,
  type GetObjectOutput,
  HeadObjectCommand,
  type HeadObjectOutput,
  InputError,
  ListPartsCommand,
  type ListPartsOutput,
  UploadPartCommand,
  type UploadPartCopyInput,
  type UploadPartCopyOutput,
} from '@cos/core'
import { getObject } from './get-object.js'
import { uploadPart } from './multipart.js'
import { checkMetadata } from './put-object.js'
import { type Call, formatOf, userMetadata } from './setting.js'
import { serviceUploadId } from './upload-book.js'

/** Up to this length a part that is copied is held in memory, so that it can be sent by `fetch` and sent again. */
const memoryBytes = 64 * 1024 ** 2

/**
 * Copies the stored bytes. New metadata would leave an object that nobody can read, so the envelope of the source goes with
 * them; should the source be replaced in between, the copy fails.
 */
export async function copyObject({ setting, input, send, next }: Call<CopyObjectInput>): Promise<unknown> {
  if (input.metadataDirective !== 'Replaced') return send(input)
  checkMetadata(setting, input.metadata)
  const { bucket, key, versionId } = input.copySource
  const source = (await next(new HeadObjectCommand({ bucket, key, versionId }))) as HeadObjectOutput
  const format = formatOf(setting, source.metadata)
  if (!format) return send(input)
  const own = userMetadata(source.metadata, format)
  const envelope = Object.fromEntries(Object.entries(source.metadata).filter(([name]) => !(name in own)))
  return send({ ...input, copySourceIfMatch: input.copySourceIfMatch ?? source.etag, metadata: { ...input.metadata, ...envelope } })
}

/**
 * Makes a part of an upload from an object. The upload has a data key of its own, so the bytes come here, are decrypted,
 * encrypted anew and sent: COS cannot copy them by itself.
 */
export async function uploadPartCopy(call: Call<UploadPartCopyInput>): Promise<UploadPartCopyOutput> {
  const { input, next } = call
  const { bucket, key, uploadId, partNumber, copySource, copySourceRange } = input
  const source: GetObjectInput = {
    bucket: copySource.bucket,
    key: copySource.key,
    versionId: copySource.versionId,
    range: copySourceRange,
    ifMatch: input.copySourceIfMatch,
    ifNoneMatch: input.copySourceIfNoneMatch,
    ifModifiedSince: input.copySourceIfModifiedSince,
    ifUnmodifiedSince: input.copySourceIfUnmodifiedSince,
  }
  if (copySource.region !== undefined)
    throw new InputError('cannot be another region: the bytes pass through this client', { member: 'copySource.region' })
  const { operation } = GetObjectCommand
  const read = (wanted: GetObjectInput): Promise<GetObjectOutput> =>
    getObject({ ...call, input: wanted, send: (stored) => next({ operation, input: stored }) })
  let opened: GetObjectOutput | undefined = await read(source)
  const { etag, contentLength = Number.POSITIVE_INFINITY } = opened
  // A further attempt reads again, of the same object.
  const body = async () => {
    const output = opened ?? (await read({ ...source, ifMatch: etag }))
    opened = undefined
    return output.body
  }
  const part = await uploadPart({
    ...call,
    input: { bucket, key, uploadId, partNumber, contentLength, body: contentLength > memoryBytes ? body : await opened.body.bytes() },
    send: (encrypted) => next({ operation: UploadPartCommand.operation, input: encrypted }),
  }).finally(() => opened?.body.cancel())
  const found = (await next(
    new ListPartsCommand({ bucket, key, uploadId: serviceUploadId(uploadId), maxParts: 1, partNumberMarker: partNumber - 1 }),
  )) as ListPartsOutput
  return { etag: part.etag, lastModified: found.parts[0]!.lastModified, copySourceVersionId: copySource.versionId }
}
