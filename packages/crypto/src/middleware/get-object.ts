import { type ByteRange, type GetObjectInput, type GetObjectOutput, isServiceError, Payload, type ResponseBody } from '@cos/core'
import { joinBytes } from '../bytes/join-bytes.js'
import { failDecryption } from '../errors/decryption-error.js'
import { withoutChecksum } from './put-object.js'
import { storedRange, wantedBytes, wantedRange } from './read-range.js'
import { type Call, formatOf, userMetadata } from './setting.js'

/**
 * Reads an object and decrypts it. Envelope and bytes come from one answer. A range is asked for as the format of this client
 * stores it; when the object turns out to be in another one, it is asked for again, of that very object.
 */
export async function getObject({ setting, input, send }: Call<GetObjectInput>): Promise<GetObjectOutput> {
  const { layout } = setting.format
  const wanted = wantedRange(input.range)
  const get = (range: ByteRange | undefined, more?: Partial<GetObjectInput>) =>
    send({ ...input, ...more, range }) as Promise<GetObjectOutput>
  let isBeyond = false
  let output = await get(storedRange(layout, wanted)).catch((error: unknown) => {
    // Beyond the end as this client stores it, but perhaps not as the object is stored.
    isBeyond = (setting.formats.length > 1 || setting.allowsPlainObjects) && isServiceError(error, 'InvalidRange')
    if (isBeyond) return get(undefined)
    throw error
  })
  try {
    const format = formatOf(setting, output.metadata)
    if (wanted && (isBeyond || format?.layout !== layout)) {
      await output.body.cancel()
      const { etag, versionId } = output
      output = await get(format ? storedRange(format.layout, wanted) : wanted, { ifMatch: etag, versionId: input.versionId ?? versionId })
    }
    if (!format) return output
    const content = await format.open(output.metadata, setting.keys)
    const { storedFirst, storedEnd, storedSizeBytes } = placeOf(output)
    const sizeBytes = format.layout.plainBytes(storedSizeBytes, output.metadata) ?? failDecryption()
    const bytes = wantedBytes(wanted, sizeBytes)
    if (!bytes) {
      // The service itself says that there is nothing.
      await get({ first: storedSizeBytes })
      failDecryption()
    }
    const contentLength = bytes.last - bytes.first + 1
    const reading = { first: bytes.first, sizeBytes: contentLength, storedFirst, storedEnd, storedSizeBytes }
    const { contentRange: _, ...rest } = withoutChecksum(output)
    return {
      ...rest,
      metadata: userMetadata(output.metadata, format),
      contentLength,
      ...(wanted && { contentRange: `bytes ${bytes.first}-${bytes.last}/${sizeBytes}` }),
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

function placeOf({ contentRange, contentLength }: GetObjectOutput): { storedFirst: number; storedEnd: number; storedSizeBytes: number } {
  const [first, last, size] = (/(\d+)-(\d+)\/(\d+)$/.exec(contentRange ?? '') ?? []).slice(1).map(Number)
  if (size !== undefined) return { storedFirst: first!, storedEnd: last! + 1, storedSizeBytes: size }
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
