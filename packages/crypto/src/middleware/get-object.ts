import { type ByteRange, type GetObjectInput, type GetObjectOutput, isServiceError, Payload } from '@cos/core'
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
  let output = await get(storedRange(layout, wanted)).catch((error: unknown) => {
    // Beyond the end as this client stores it, but perhaps not as the object is stored.
    if ((setting.formats[1] || setting.allowsPlainObjects) && isServiceError(error, 'InvalidRange')) return get(undefined)
    throw error
  })
  try {
    const format = formatOf(setting, output.metadata)
    if (wanted && format?.layout !== layout) {
      await output.body.cancel()
      output = await get(format ? storedRange(format.layout, wanted) : wanted, {
        ifMatch: output.etag,
        versionId: input.versionId ?? output.versionId,
      })
    }
    if (!format) return output
    const content = await format.open(output.metadata, setting.keys)
    const place = placeOf(output)
    const sizeBytes = format.layout.plainBytes(place.storedSizeBytes, output.metadata) ?? failDecryption()
    const bytes = wantedBytes(wanted, sizeBytes)
    if (!bytes) {
      // The service itself says that there is nothing.
      await get({ first: place.storedSizeBytes })
      failDecryption()
    }
    const contentLength = bytes.last - bytes.first + 1
    const plain = content.decrypt(output.body, { ...place, first: bytes.first, sizeBytes: contentLength })
    const { body } = output
    return {
      ...withoutChecksum(output),
      metadata: userMetadata(output.metadata, format),
      contentLength,
      contentRange: wanted && `bytes ${bytes.first}-${bytes.last}/${sizeBytes}`,
      body: new Payload(
        {
          async bytes() {
            const pieces: Uint8Array[] = []
            for await (const piece of plain) pieces.push(piece)
            return joinBytes(pieces)
          },
          [Symbol.asyncIterator]: () => plain,
          cancel: () => body.cancel(),
        },
        contentLength,
      ),
    }
  } catch (error) {
    await output.body.cancel()
    throw error
  }
}

function placeOf({ contentRange, contentLength }: GetObjectOutput): { storedFirst: number; storedEnd: number; storedSizeBytes: number } {
  const [, first = 0, last, size = contentLength ?? failDecryption()] = /(\d+)-(\d+)\/(\d+)$/.exec(contentRange ?? '') ?? []
  return { storedFirst: +first, storedEnd: last === undefined ? +size : +last + 1, storedSizeBytes: +size }
}
