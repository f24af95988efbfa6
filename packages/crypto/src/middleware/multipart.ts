import {
  type AbortMultipartUploadInput,
  type CompleteMultipartUploadInput,
  type CompleteMultipartUploadOutput,
  type CreateMultipartUploadInput,
  type CreateMultipartUploadOutput,
  InputError,
  isServiceError,
  type ListPartsInput,
  type ListPartsOutput,
  UploadPartCommand,
  type UploadPartInput,
  type UploadPartOutput,
} from '@cos/core'
import type { Metadata } from '../formats/object-format.js'
import { checkParts, checkStored } from './check-parts.js'
import { encryptedBody, refuseDigest, sizeOfBody } from './encrypted-body.js'
import { MadeObjectCommand, type MadeObjectOutput } from './made-object.js'
import { isLastPart, problemOfParts } from './part-rules.js'
import { checkMetadata, withoutChecksum } from './put-object.js'
import type { Call, Setting } from './setting.js'
import {
  bookUpload,
  type KnownPart,
  listArrived,
  type OpenUpload,
  offsetOf,
  serviceUploadId,
  ticketMark,
  unknownUpload,
} from './upload-book.js'

/**
 * Begins an upload. The id that callers see carries the envelope, so whoever keeps the id can go on with the upload in another
 * process that has the master key; nothing else is kept anywhere. Where that would not be safe it carries the mark alone.
 */
export async function createUpload({ setting, input, send }: Call<CreateMultipartUploadInput>): Promise<CreateMultipartUploadOutput> {
  checkMetadata(setting, input.metadata)
  const { metadata, content } = await setting.format.create(setting.keys, { sizeBytes: undefined, isInParts: true })
  const rules = content.parts
  if (!rules)
    throw new InputError(`cannot be sent in parts in the format ${setting.format.name}; write it in one request`, { member: 'body' })
  const output = (await send({ ...input, metadata: { ...input.metadata, ...metadata } })) as CreateMultipartUploadOutput
  const uploadId = output.uploadId + ticketMark + (rules.ticket ?? '')
  bookUpload(setting.uploads, uploadId, opened(output.uploadId, { metadata, content, rules, layout: setting.format.layout }, true))
  return { ...output, uploadId }
}

/** Encrypts a part at its place in the object. */
export async function uploadPart(call: Call<UploadPartInput>): Promise<UploadPartOutput> {
  const { input, send } = call
  const { body, contentLength, contentMd5, partNumber } = input
  refuseDigest(contentMd5)
  const sizeBytes = sizeOfBody(body) ?? contentLength
  if (sizeBytes === undefined) throw new InputError('is needed for a stream', { member: 'contentLength' })
  const upload = await openedUpload(call)
  const offsetBytes = await placePart(call, upload, sizeBytes)
  const isFinal = isLastPart(upload.rules, partNumber, sizeBytes)
  const memory = { free: upload.memory, taken: [] }
  upload.sendingCount += 1
  let output: UploadPartOutput
  try {
    output = (await send({
      ...input,
      uploadId: upload.uploadId,
      body: await encryptedBody(body, upload.content, { offsetBytes, sizeBytes, isFinal, memory }),
      contentLength: upload.layout.storedBytes(sizeBytes),
    })) as UploadPartOutput
    // Not after a failure: then nobody knows who still reads it.
    upload.memory.push(...memory.taken)
  } finally {
    upload.sendingCount -= 1
    // An upload that nobody ends keeps none.
    if (upload.sendingCount === 0) upload.memory.length = 0
  }
  upload.arrived.set(`${partNumber} ${output.etag}`, { plainBytes: sizeBytes, offsetBytes, crc64: output.crc64 })
  return withoutChecksum(output)
}

/** Checks that the parts make one object, writes its end, and completes it. */
export async function completeUpload(call: Call<CompleteMultipartUploadInput>): Promise<CompleteMultipartUploadOutput> {
  const { setting, input, next } = call
  const upload = await openedUpload(call)
  let parts: KnownPart[]
  try {
    parts = await checkParts(call, upload)
  } catch (error) {
    if (!isServiceError(error, 'NoSuchUpload')) throw error
    return withoutChecksum(await findMade(call, upload, error))
  }
  const lastPart = input.parts.at(-1)
  const list = [...input.parts]
  const stored = [...parts]
  if (lastPart && upload.rules.chunkBytes && !isLastPart(upload.rules, lastPart.partNumber, parts.at(-1)!.plainBytes)) {
    const partNumber = lastPart.partNumber + 1
    const offsetBytes = parts.reduce((sum, { plainBytes }) => sum + plainBytes, 0)
    const body = await encryptedBody(undefined, upload.content, { offsetBytes, sizeBytes: 0, isFinal: true })
    const { bucket, key } = input
    const end = { bucket, key, uploadId: upload.uploadId, partNumber, body, contentLength: upload.layout.storedBytes(0) }
    const { etag, crc64 } = (await next(new UploadPartCommand(end))) as UploadPartOutput
    list.push({ partNumber, etag })
    stored.push({ plainBytes: 0, offsetBytes, crc64 })
  }
  const output = await complete(call, upload, list)
  checkStored(upload, stored, output, `${input.bucket}/${input.key}`)
  setting.uploads.delete(input.uploadId)
  return withoutChecksum(output)
}

/** A lost answer may hide a success: then the object is there. */
async function complete(
  { input, send, next }: Call<CompleteMultipartUploadInput>,
  upload: OpenUpload,
  parts: CompleteMultipartUploadInput['parts'],
): Promise<CompleteMultipartUploadOutput> {
  try {
    return (await send({ ...input, uploadId: upload.uploadId, parts })) as CompleteMultipartUploadOutput
  } catch (error) {
    const isUnsure = isServiceError(error) ? error.code === 'NoSuchUpload' || error.status >= 500 : !(error instanceof InputError)
    if (!isUnsure) throw error
    return findMade({ input, next }, upload, error)
  }
}

/** The object with the envelope of this very upload, which nothing else has; the error, when there is none. */
async function findMade(
  { input: { bucket, key }, next }: Pick<Call<CompleteMultipartUploadInput>, 'input' | 'next'>,
  upload: OpenUpload,
  error: unknown,
): Promise<CompleteMultipartUploadOutput> {
  const head = (await next(new MadeObjectCommand({ bucket, key })).catch(() => undefined)) as MadeObjectOutput | undefined
  if (!head || Object.entries(upload.metadata).some(([name, text]) => head.metadata[name] !== text)) throw error
  return { etag: head.etag, crc64: head.crc64, versionId: head.versionId }
}

/** Gives an upload up, by the id that the service knows. */
export async function abortUpload({ setting, input, send }: Call<AbortMultipartUploadInput>): Promise<unknown> {
  const output = await send({ ...input, uploadId: serviceUploadId(input.uploadId) })
  setting.uploads.delete(input.uploadId)
  return output
}

/** Lists parts with the lengths of their content, of an upload that can be gone on with here. The end that `completeUpload` writes is nobody's part. */
export async function listParts({ setting, input, send }: Call<ListPartsInput>): Promise<ListPartsOutput> {
  const { uploadId } = input
  const isMarked = serviceUploadId(uploadId) !== uploadId
  const known = setting.uploads.get(uploadId)
  const metadata = known?.metadata ?? metadataOf(setting, uploadId)
  if (isMarked && !metadata) throw unknownUpload()
  const output = (await send({ ...input, uploadId: serviceUploadId(uploadId) })) as ListPartsOutput
  if (!isMarked || !metadata) return output
  const layout = known?.layout ?? setting.format.layout
  const sizeOf = (size: number) => layout.plainBytes(size, metadata)
  return {
    ...output,
    uploadId,
    parts: output.parts
      .map((part) => ({ ...part, size: sizeOf(part.size) ?? part.size }))
      .filter(({ size, partNumber }) => size > 0 || partNumber === 1),
  }
}

function opened(uploadId: string, about: Pick<OpenUpload, 'content' | 'rules' | 'layout' | 'metadata'>, isOwn: boolean): OpenUpload {
  return { ...about, uploadId, memory: [], sendingCount: 0, begun: new Map(), arrived: new Map(), isOwn, listing: undefined }
}

/** The envelope that an upload id carries. */
function metadataOf({ format }: Setting, uploadId: string): Metadata | undefined {
  const ticket = uploadId.slice(serviceUploadId(uploadId).length + 1)
  return ticket === '' ? undefined : format.metadataOf?.(ticket)
}

async function openedUpload({ setting, input: { uploadId } }: Call<{ readonly uploadId: string }>): Promise<OpenUpload> {
  const known = setting.uploads.get(uploadId)
  if (known) return known
  const { format, keys } = setting
  const metadata = metadataOf(setting, uploadId)
  if (!metadata) throw unknownUpload()
  const content = await format.open(metadata, keys)
  const rules = content.parts
  if (!rules) throw unknownUpload()
  // Another part may have opened it meanwhile.
  const again = setting.uploads.get(uploadId)
  if (again) return again
  const upload = opened(serviceUploadId(uploadId), { metadata, content, rules, layout: format.layout }, false)
  bookUpload(setting.uploads, uploadId, upload)
  return upload
}

/** Finds the place of a part and takes it in one step, so that parts that are sent at once are placed one after another. */
async function placePart({ input, next }: Call<UploadPartInput>, upload: OpenUpload, plainBytes: number): Promise<number> {
  const { bucket, key, partNumber } = input
  if (!upload.isOwn) {
    upload.listing ??= bookArrived(upload, listArrived(next, { bucket, key, uploadId: upload.uploadId }))
    await upload.listing.catch((error: unknown) => {
      upload.listing = undefined
      throw error
    })
  }
  refuseOddParts(upload, partNumber, plainBytes)
  const offsetBytes = offsetOf(upload, partNumber, plainBytes)
  if (offsetBytes === undefined) {
    throw new InputError(
      'cannot be placed in the object: parts before it were not sent yet, and not all known parts have one size. Send the parts before it first.',
      { member: 'partNumber' },
    )
  }
  upload.begun.set(partNumber, { plainBytes, offsetBytes })
  return offsetBytes
}

async function bookArrived({ layout, metadata, begun }: OpenUpload, listed: ReturnType<typeof listArrived>): Promise<void> {
  for (const { partNumber, size } of await listed) {
    const plainBytes = layout.plainBytes(size, metadata)
    if (plainBytes !== undefined && !begun.has(partNumber)) begun.set(partNumber, { plainBytes, offsetBytes: undefined })
  }
}

/** Says at once what completing would refuse: gigabytes may lie between. */
function refuseOddParts({ begun, rules }: OpenUpload, partNumber: number, plainBytes: number): void {
  const sizes = [...begun].filter(([number]) => number !== partNumber).map(([number, part]) => [number, part.plainBytes] as const)
  const ordered = [...sizes, [partNumber, plainBytes] as const].sort(([left], [right]) => left - right)
  const problem = problemOfParts(
    rules,
    ordered.map(([, size]) => size),
    ordered.map(([number]) => number),
  )
  if (problem) throw new InputError(problem, { member: 'body' })
}
