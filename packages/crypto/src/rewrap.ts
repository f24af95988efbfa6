import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  type CosClient,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  type HeadObjectOutput,
  InputError,
  UploadPartCopyCommand,
} from '@cos/core'
import { unwrapDataKey, wrapDataKey } from './chunked/data-key.js'
import { envelopeEntry } from './chunked/envelope.js'
import { DecryptionError } from './errors/decryption-error.js'
import type { MasterKey } from './keys/master-key.js'

/** Options of {@link rewrap}. */
export interface RewrapOptions {
  /** Full name with the APPID: `photos-1250000000`. */
  readonly bucket: string
  readonly key: string
  /** One version. Default: the latest. What is written is a new version in any case. */
  readonly versionId?: string | undefined
  /** Keys that may open the object now. */
  readonly keys: MasterKey | readonly MasterKey[]
  /** The key that is to open it from now on. */
  readonly newKey: MasterKey
  /** Ends the call with the signal's own reason. */
  readonly signal?: AbortSignal | undefined
}

/** The largest object that one copy takes, and the largest part: 5 GiB. */
const maxCopyBytes = 5 * 1024 ** 3

/**
 * Wraps the data key of an object with another master key. COS copies the object onto itself; no byte of it comes here, and its
 * content stays as it was encrypted: whoever has kept the data key can still read it. The ETag may change; the ACL goes back to
 * the default, because COS does not copy it.
 *
 * `client` is one without `encryption`. Only the chunked format can be rewrapped: the others should be read and written anew.
 * Calls HEAD Object and PUT Object - Copy, above 5 GiB Upload Part - Copy. Throws a `DecryptionError` when `keys` do not open
 * the object, and a `ServiceError` with the code `PreconditionFailed` when it was replaced meanwhile.
 */
export async function rewrap(
  client: Pick<CosClient, 'send'>,
  options: RewrapOptions,
): Promise<{ readonly etag: string; readonly versionId?: string | undefined }> {
  const { bucket, key, versionId, keys, newKey, signal } = options
  const head = await client.send(new HeadObjectCommand({ bucket, key, versionId }), { signal })
  if (!(envelopeEntry in head.metadata)) {
    throw new DecryptionError(
      'FormatNotAllowed',
      'The object is not in the chunked format as this client sees it. Read it and write it anew; or give a client without encryption.',
    )
  }
  const list = Array.isArray(keys) ? (keys as readonly MasterKey[]) : [keys as MasterKey]
  const { dataKey, ...about } = await unwrapDataKey(head.metadata, list)
  const metadata = { ...head.metadata, [envelopeEntry]: await wrapDataKey(dataKey, about, newKey) }
  const { cacheControl, contentDisposition, contentEncoding, contentLanguage, contentType, expires, storageClass, etag } = head
  const written = { bucket, key, metadata, cacheControl, contentDisposition, contentEncoding, contentLanguage, contentType, expires }
  const target: Target = { ...written, storageClass: storageClass as Target['storageClass'] }
  const copySource = { bucket, key, versionId: versionId ?? head.versionId }
  const source = { copySource, copySourceIfMatch: etag }
  if ((head.contentLength ?? 0) > maxCopyBytes) return copyInParts(client, target, source, head, signal)
  const copied = await client.send(new CopyObjectCommand({ ...target, ...source, metadataDirective: 'Replaced' }), { signal })
  return { etag: copied.etag, versionId: copied.versionId }
}

type Target = CreateMultipartUploadCommand['input']
type Source = Pick<CopyObjectCommand['input'], 'copySource' | 'copySourceIfMatch'>

async function copyInParts(
  client: Pick<CosClient, 'send'>,
  target: Target,
  source: Source,
  { contentLength }: HeadObjectOutput,
  signal: AbortSignal | undefined,
) {
  const { bucket, key } = target
  if (contentLength === undefined) throw new InputError('has no length', { member: 'key' })
  const { uploadId } = await client.send(new CreateMultipartUploadCommand(target), { signal })
  try {
    const parts: { partNumber: number; etag: string }[] = []
    for (let first = 0; first < contentLength; first += maxCopyBytes) {
      const partNumber = parts.length + 1
      const copySourceRange = { first, last: Math.min(first + maxCopyBytes, contentLength) - 1 }
      const { etag } = await client.send(new UploadPartCopyCommand({ bucket, key, uploadId, partNumber, ...source, copySourceRange }), {
        signal,
      })
      parts.push({ partNumber, etag })
    }
    return await client.send(new CompleteMultipartUploadCommand({ bucket, key, uploadId, parts }), { signal })
  } catch (error) {
    // Not by the caller's signal: it may be the reason why we are here. The failure itself says more than that of giving up.
    await client.send(new AbortMultipartUploadCommand({ bucket, key, uploadId }), { deadlineMs: 30_000 }).catch(() => {})
    throw error
  }
}
