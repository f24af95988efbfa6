import { type CompleteMultipartUploadInput, type CompleteMultipartUploadOutput, combineCrc64, InputError, ResponseError } from '@cos/core'
import { problemOfParts } from './part-rules.js'
import type { Call } from './setting.js'
import { type KnownPart, listArrived, type OpenUpload } from './upload-book.js'

/**
 * Finds the parts that are to be completed and refuses those that would not make an object: of wrong lengths, or encrypted for
 * another place than the one they would get.
 */
export async function checkParts({ input, next }: Call<CompleteMultipartUploadInput>, upload: OpenUpload): Promise<KnownPart[]> {
  const parts = await knownParts(input, upload, next)
  const sizes = parts.map(({ plainBytes }) => plainBytes)
  const problem = problemOfParts(
    upload.rules,
    sizes,
    input.parts.map(({ partNumber }) => partNumber),
  )
  if (problem) throw new InputError(problem, { member: 'parts' })
  // What another process sent, it placed by this rule, or by one that gives the same for parts of one size.
  const isUniform = sizes.slice(0, -1).every((size) => size === sizes[0]) && (sizes.at(-1) ?? 0) <= (sizes[0] ?? 0)
  let offset = 0
  for (const [index, { plainBytes, offsetBytes }] of parts.entries()) {
    const isRight = offsetBytes === undefined ? isUniform && input.parts[index]!.partNumber === index + 1 : offsetBytes === offset
    if (!isRight) {
      throw new InputError('was encrypted for another place in the object, because parts before it had other sizes then; send it again', {
        member: `parts[${index}]`,
      })
    }
    offset += plainBytes
  }
  return parts
}

async function knownParts(input: CompleteMultipartUploadInput, upload: OpenUpload, next: Call<unknown>['next']): Promise<KnownPart[]> {
  const wanted = input.parts.map(({ partNumber, etag }) => ({
    name: `${partNumber} ${etag}`,
    part: upload.arrived.get(`${partNumber} ${etag}`),
  }))
  if (wanted.every(({ part }) => part)) return wanted.map(({ part }) => part!)
  const { bucket, key } = input
  const listed = new Map<string, KnownPart>()
  for (const { partNumber, etag, size } of await listArrived(next, { bucket, key, uploadId: upload.uploadId })) {
    const plainBytes = upload.layout.plainBytes(size, upload.metadata)
    if (plainBytes !== undefined) listed.set(`${partNumber} ${etag}`, { plainBytes, offsetBytes: undefined })
  }
  return wanted.map(({ name, part }, index) => {
    const found = part ?? listed.get(name)
    if (found) return found
    throw new InputError('is not a part that this upload has', { member: `parts[${index}]` })
  })
}

/** Compares the checksum of the stored object with those of the parts as they were sent. */
export function checkStored(
  upload: OpenUpload,
  parts: readonly KnownPart[],
  { crc64 }: CompleteMultipartUploadOutput,
  address: string,
): void {
  let whole = 0n
  for (const part of parts) {
    if (part.crc64 === undefined || crc64 === undefined) return
    whole = combineCrc64(whole, BigInt(part.crc64), upload.layout.storedBytes(part.plainBytes))
  }
  if (whole.toString() === crc64) return
  throw new ResponseError(
    `The object ${address} was stored with the checksum ${crc64}, but the encrypted bytes that were sent have ${whole}. It was left there; delete it or upload it again.`,
    { code: 'ChecksumMismatch', operation: 'CompleteMultipartUpload', status: 200 },
  )
}
