import {
  type ByteRange,
  GetObjectCommand,
  type GetObjectInput,
  type GetObjectOutput,
  HeadObjectCommand,
  type HeadObjectOutput,
  isServiceError,
  Payload,
  type ResponseBody,
  ServiceError,
} from '@cos/core'
import { joinBytes } from '../bytes/join-bytes.js'
import { failDecryption } from '../errors/decryption-error.js'
import type { ObjectFormat } from '../formats/object-format.js'
import { withoutChecksum } from './put-object.js'
import { storedRange, wantedBytes, wantedRange } from './read-range.js'
import { type Call, formatOf, userMetadata } from './setting.js'

/**
 * Reads an object and decrypts it. Envelope and bytes come from one answer. A range is asked for as the format of this client
 * stores it; when the object turns out to be in another one, it is asked for again, of that very object.
 */
export async function getObject(call: Call<GetObjectInput>): Promise<GetObjectOutput> {
  const { setting, input } = call
  const wanted = wantedRange(input.range)
  const { output, format } = await fetchStored(call, wanted)
  if (!format) return output
  try {
    const content = await format.open(output.metadata, setting.keys)
    const { storedFirst, storedEnd, storedSizeBytes } = placeOf(output)
    const sizeBytes = format.layout.plainBytes(storedSizeBytes, output.metadata) ?? failDecryption()
    // A service that ignores the range sends everything, and says so.
    const isIgnored = output.contentRange === undefined && storedRange(format.layout, wanted) !== undefined
    const asked = isIgnored ? undefined : wanted
    const bytes = wantedBytes(asked, sizeBytes) ?? refuseRange(input)
    const contentLength = bytes.last - bytes.first + 1
    const reading = { first: bytes.first, sizeBytes: contentLength, storedFirst, storedEnd, storedSizeBytes }
    const { contentRange: _, ...rest } = withoutChecksum(output)
    return {
      ...rest,
      metadata: userMetadata(output.metadata, format),
      contentLength,
      ...(asked && { contentRange: `bytes ${bytes.first}-${bytes.last}/${sizeBytes}` }),
      body: new Payload(
        decryptedBody(output.body, (stored) => content.decrypt(stored, reading)),
        contentLength,
      ),
    }
  } catch (error) {
    await output.body.cancel()
    throw error
  }
}

interface Fetched {
  readonly output: GetObjectOutput
  readonly format: ObjectFormat | undefined
}

async function fetchStored({ setting, input, send, next }: Call<GetObjectInput>, wanted: ByteRange | undefined): Promise<Fetched> {
  const guess = setting.format
  const isSure = setting.formats.length === 1 && !setting.allowsPlainObjects
  const first = (await send({ ...input, range: storedRange(guess.layout, wanted) }).catch((error: unknown) => {
    // Beyond the end as this client stores it, but perhaps not as the object is stored.
    if (isSure || !isServiceError(error, 'InvalidRange')) throw error
    return undefined
  })) as GetObjectOutput | undefined
  const { range: _, ...object } = input
  const found = first ?? ((await next(new HeadObjectCommand(readable(object)))) as HeadObjectOutput)
  let format: ObjectFormat | undefined
  try {
    format = formatOf(setting, found.metadata)
  } catch (error) {
    await first?.body.cancel()
    throw error
  }
  if (first && (!wanted || format?.layout === guess.layout)) return { output: first, format }
  await first?.body.cancel()
  const range = format ? storedRange(format.layout, wanted) : wanted
  const again = { ...object, range, ifMatch: found.etag, versionId: input.versionId ?? found.versionId }
  return { output: (await send(again)) as GetObjectOutput, format }
}

/** What HeadObject takes of it. */
function readable({ bucket, key, versionId, ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince }: GetObjectInput) {
  return { bucket, key, versionId, ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince }
}

function placeOf({ contentRange, contentLength }: GetObjectOutput): { storedFirst: number; storedEnd: number; storedSizeBytes: number } {
  const [, first, last, size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(contentRange ?? '') ?? []
  if (size !== undefined) return { storedFirst: Number(first), storedEnd: Number(last) + 1, storedSizeBytes: Number(size) }
  const storedSizeBytes = contentLength ?? failDecryption()
  return { storedFirst: 0, storedEnd: storedSizeBytes, storedSizeBytes }
}

function decryptedBody(stored: Payload, decrypt: (stored: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>): ResponseBody {
  return {
    async bytes() {
      const pieces: Uint8Array[] = []
      for await (const piece of decrypt(stored)) pieces.push(piece)
      return joinBytes(pieces)
    },
    [Symbol.asyncIterator]: () => decrypt(stored)[Symbol.asyncIterator](),
    cancel: () => stored.cancel(),
  }
}

/** What the service answers to a range that begins behind the end. */
function refuseRange({ bucket, key }: GetObjectInput): never {
  throw new ServiceError('The requested range cannot be satisfied.', {
    code: 'InvalidRange',
    status: 416,
    operation: GetObjectCommand.operation.name,
    method: 'GET',
    address: `${bucket}/${key}`,
  })
}
