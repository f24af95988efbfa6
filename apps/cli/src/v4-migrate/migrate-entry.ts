import { createHash } from 'node:crypto'
import {
  type CosClient,
  DeleteObjectCommand,
  encodeMetadata,
  HeadObjectCommand,
  type HeadObjectOutput,
  isServiceError,
  PutObjectCommand,
  ResponseError,
} from '@cos/core'
import { DownloadObjectCommand, StatFileCommand, type StatFileOutput, StatFolderCommand, type V4Client } from '@cos/legacy-v4'
import { upload } from '@cos/transfer'
import type { V4Entry } from './walk-v4.js'

/** Where things go. */
export interface Migration {
  readonly v4: V4Client
  readonly client: CosClient
  readonly bucket: string
  readonly signal: AbortSignal
}

/** What became of an entry: it was copied, or it was there already. */
export type Migrated = 'copied' | 'present'

/** Metadata by which a second run knows what the first one copied, and what the XML API has no place for. */
const marks = { sha: 'v4-sha1', modified: 'v4-mtime', bizAttr: 'v4-biz-attr' } as const

/** Copies a file or a folder with its attributes, unless the same is there. */
export async function migrateEntry(migration: Migration, entry: V4Entry, key: string): Promise<Migrated> {
  return entry.type === 'file' ? migrateFile(migration, entry.path, key) : migrateFolder(migration, entry.path, key)
}

async function migrateFile(migration: Migration, path: string, key: string): Promise<Migrated> {
  const { v4, client, bucket, signal } = migration
  const state = await v4.send(new StatFileCommand({ path }), { signal })
  if (state.receivedBytes < state.sizeBytes) throw new Error(`${path} is an upload that was never finished`)
  const present = await headOf(migration, key)
  if (present && isSame(present, state)) return 'present'
  const { body } = await v4.send(new DownloadObjectCommand({ path }), { signal })
  const hash = createHash('sha1')
  const source = (async function* () {
    for await (const chunk of body) {
      hash.update(chunk)
      yield chunk
    }
  })()
  const { sizeBytes, versionId } = await upload(client, { bucket, key, source, ...objectOf(state), signal })
  const isWhole = sizeBytes === state.sizeBytes && (state.sha === undefined || hash.digest('hex') === state.sha)
  if (isWhole) return 'copied'
  // A copy that is wrong must not pass for one the next time.
  await client.send(new DeleteObjectCommand({ bucket, key, versionId }), { signal })
  throw new ResponseError(`${path} is not what its SHA-1 says; the copy was deleted.`, {
    code: 'ChecksumMismatch',
    operation: 'DownloadFile',
    status: 200,
  })
}

async function migrateFolder(migration: Migration, path: string, key: string): Promise<Migrated> {
  const { v4, client, bucket, signal } = migration
  if (await headOf(migration, key)) return 'present'
  const { bizAttr } = await v4.send(new StatFolderCommand({ path }), { signal })
  const metadata = bizAttr === '' ? {} : encodeMetadata({ [marks.bizAttr]: bizAttr })
  await client.send(new PutObjectCommand({ bucket, key, body: new Uint8Array(0), metadata }), { signal })
  return 'copied'
}

async function headOf({ client, bucket, signal }: Migration, key: string): Promise<HeadObjectOutput | undefined> {
  try {
    return await client.send(new HeadObjectCommand({ bucket, key }), { signal })
  } catch (error) {
    if (isServiceError(error) && error.status === 404) return undefined
    throw error
  }
}

/** The same size, and the same SHA-1, or where the V4 API has none, the same time of change. */
function isSame({ contentLength, metadata }: HeadObjectOutput, { sizeBytes, sha, modifiedAt }: StatFileOutput): boolean {
  if (contentLength !== sizeBytes) return false
  return sha === undefined ? metadata[marks.modified] === timeText(modifiedAt) : metadata[marks.sha] === sha
}

function timeText(time: Date | undefined): string {
  return time?.toISOString() ?? ''
}

/** The attributes of a file, as the XML API has them. */
function objectOf({ customHeaders, authority, bizAttr, sha, modifiedAt }: StatFileOutput) {
  const header = new Map(Object.entries(customHeaders).map(([name, value]) => [name.toLowerCase(), value]))
  const metadata: Record<string, string> = {}
  for (const [name, value] of header) if (name.startsWith('x-cos-meta-')) metadata[name.slice('x-cos-meta-'.length)] = value
  if (bizAttr !== '') metadata[marks.bizAttr] = bizAttr
  if (sha !== undefined) metadata[marks.sha] = sha
  metadata[marks.modified] = timeText(modifiedAt)
  return {
    cacheControl: header.get('cache-control'),
    contentDisposition: header.get('content-disposition'),
    contentEncoding: header.get('content-encoding'),
    contentLanguage: header.get('content-language'),
    contentType: header.get('content-type'),
    metadata: encodeMetadata(metadata),
    acl: authority === 'eWRPrivate' ? ('private' as const) : authority === 'eWPrivateRPublic' ? ('public-read' as const) : undefined,
  }
}
