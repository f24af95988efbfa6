import type { ClientSettings } from '../client/client-options.js'
import { CosClient } from '../client/cos-client.js'
import { refuse } from '../errors/input-error.js'
import type { HttpRequest } from '../transport/transport.js'
import { type PresignedMultipart, partsInList } from './presign-multipart.js'

/** Settings of {@link presignedClient}: retries, deadlines, transport. The URLs say where requests go. */
export type PresignedSettings = Omit<ClientSettings, 'region' | 'endpoint' | 'backupHost'>

/**
 * Makes a client that holds no keys and serves one upload, by the URLs `presignMultipart` signed for it: it sends Upload Part,
 * List Parts, Complete and Abort Multipart Upload and HEAD Object. Everything else, and other objects and uploads, it refuses
 * with an `InputError` before sending. `uploadPresigned` of `@cos/transfer` uploads with it.
 */
export function presignedClient(kit: PresignedMultipart, settings?: PresignedSettings): CosClient {
  const { protocol, host } = new URL(kit.urls.complete)
  return new CosClient({
    ...settings,
    endpoint: ({ bucket }) => (bucket === kit.bucket ? { protocol: protocol as 'https:', host } : refuse('bucket', notSigned)),
    signer: async (request) => byUrl(request, urlOf(request, kit)),
  })
}

const notSigned = 'is not what the URLs were signed for'

function urlOf({ operation, path, query }: HttpRequest, { key, uploadId, urls }: PresignedMultipart): string {
  if (path !== `/${key.replace(/^\//, '')}`) refuse('key', notSigned)
  if (operation.name !== 'HeadObject' && query['uploadId'] !== uploadId) refuse('uploadId', notSigned)
  const url = {
    UploadPart: urls.parts[Number(query['partNumber']) - 1],
    // A list may go on after any part; the URL before it tells of that part again, and of more.
    ListParts: urls.list[Math.floor(Number(query['part-number-marker'] ?? 0) / partsInList)],
    CompleteMultipartUpload: urls.complete,
    AbortMultipartUpload: urls.abort,
    HeadObject: urls.head,
  }[operation.name]
  return url ?? refuse(operation.name, notSigned)
}

/** The request as its URL has it: the signature is of exactly that. */
function byUrl(request: HttpRequest, url: string): HttpRequest {
  const { pathname, searchParams } = new URL(url)
  return { ...request, path: decodeURIComponent(pathname), query: Object.fromEntries(searchParams) }
}
