import type { ClientSettings } from '../client/client-options.js'
import { CosClient } from '../client/cos-client.js'
import { CompleteMultipartUploadCommand, type CompleteMultipartUploadOutput } from '../commands/multipart/complete-multipart-upload.js'
import { ListPartsCommand } from '../commands/multipart/list-parts.js'
import { UploadPartCommand } from '../commands/multipart/upload-part.js'
import { refuse } from '../errors/input-error.js'
import type { HttpRequest } from '../transport/transport.js'
import { type PresignedMultipart, partsInList } from './presign-multipart.js'

/** Options of {@link uploadPresigned}. */
export interface UploadPresignedOptions {
  /** Parts at once. Default 3. */
  readonly concurrency?: number | undefined
  /** Ends it with the signal's own reason. What was sent stays, and the next call goes on with it. */
  readonly signal?: AbortSignal | undefined
  /** Called when a part is there, with how many bytes are. */
  readonly onProgress?: ((confirmedBytes: number) => void) | undefined
  /** Settings of the client that sends: retries, deadlines, transport. */
  readonly settings?: Omit<ClientSettings, 'region' | 'endpoint' | 'backupHost'> | undefined
}

/**
 * Uploads a Blob or a File by URLs that {@link presignMultipart} made, without keys (List Parts, Upload Part, Complete Multipart
 * Upload). Parts that are there already are not sent again, so the same call, after a reload too, goes on where one ended; it
 * must be given the same bytes. Each part is compared by CRC-64.
 *
 * @throws InputError when the size is not the one that was signed for, and what `send` throws: an expired URL is a ServiceError.
 */
export async function uploadPresigned(
  { bucket, key, uploadId, sizeBytes, partSizeBytes, urls }: PresignedMultipart,
  source: Blob,
  { concurrency = 3, signal, onProgress, settings }: UploadPresignedOptions = {},
): Promise<CompleteMultipartUploadOutput> {
  if (source.size !== sizeBytes) refuse('source', `must have ${sizeBytes} bytes`)
  if (!(Number.isInteger(concurrency) && concurrency >= 1)) refuse('concurrency', 'must be a whole number, 1 or more')
  const { protocol, host } = new URL(urls.complete)
  const client = new CosClient({
    ...settings,
    endpoint: () => ({ protocol: protocol as 'https:', host }),
    signer: async (request) => addressed(request, urlFor(urls, request)),
  })
  const address = { bucket, key, uploadId }
  const etags = new Map<number, string>()
  const sizeOfPart = (partNumber: number) => Math.min(partSizeBytes, sizeBytes - (partNumber - 1) * partSizeBytes)
  let confirmedBytes = 0
  const note = (partNumber: number, etag: string) => {
    if (etags.has(partNumber)) return
    etags.set(partNumber, etag)
    confirmedBytes += sizeOfPart(partNumber)
  }
  for (const at of urls.list.keys()) {
    const command = new ListPartsCommand({ ...address, partNumberMarker: at * partsInList, maxParts: partsInList })
    for (const part of (await client.send(command, { signal })).parts) {
      if (part.partNumber <= urls.parts.length && part.size === sizeOfPart(part.partNumber)) note(part.partNumber, part.etag)
    }
  }
  onProgress?.(confirmedBytes)
  // The first failure ends the others.
  const failed = new AbortController()
  const partNumbers = urls.parts.keys()
  const work = async () => {
    for (const at of partNumbers) {
      const partNumber = at + 1
      if (etags.has(partNumber)) continue
      const body = source.slice(at * partSizeBytes, at * partSizeBytes + sizeOfPart(partNumber))
      const each = AbortSignal.any(signal ? [signal, failed.signal] : [failed.signal])
      note(partNumber, (await client.send(new UploadPartCommand({ ...address, partNumber, body }), { signal: each })).etag)
      onProgress?.(confirmedBytes)
    }
  }
  const works = Array.from({ length: Math.min(concurrency, urls.parts.length) }, () =>
    work().catch((error: unknown) => {
      failed.abort(error)
      throw error
    }),
  )
  await Promise.all(works)
  const parts = [...etags].sort(([left], [right]) => left - right).map(([partNumber, etag]) => ({ partNumber, etag }))
  return await client.send(new CompleteMultipartUploadCommand({ ...address, parts }), { signal })
}

function urlFor({ parts, list, complete }: PresignedMultipart['urls'], { operation, query }: HttpRequest): string {
  if (operation.name === 'UploadPart') return parts[Number(query['partNumber']) - 1]!
  if (operation.name === 'ListParts') return list[Number(query['part-number-marker'] ?? 0) / partsInList]!
  return complete
}

/** The request as its URL has it: the signature is of exactly that. */
function addressed(request: HttpRequest, text: string): HttpRequest {
  const { pathname, searchParams } = new URL(text)
  return { ...request, path: decodeURIComponent(pathname), query: Object.fromEntries(searchParams) }
}
