import { RunningSha1 } from '@cos/core/kernel'
import { attributesOf } from '../object-attributes.js'
import type { ObjectRecord } from '../store/records.js'
import { versioningOf } from '../versioning.js'
import { withV4 } from './v4-attributes.js'
import type { V4Call, V4Handler } from './v4-call.js'
import { V4Fault } from './v4-fault.js'
import { find, overwrites, storeFile, uploaded } from './v4-files.js'
import { attributesOfUpload, type SliceState, type UnfinishedUpload, unfinishedUpload } from './v4-uploads.js'

const sliceBytes = { least: 65_536, most: 10 * 1024 * 1024 }

/** Opens an upload in slices; content that is here already needs none. */
export const initSlices: V4Handler = async (call) => {
  const { members, store, bucket, key, options, contents } = call
  const sizeBytes = needed(call, 'filesize')
  const sliceSizeBytes = options.sliceSizeBytes ?? needed(call, 'slice_size')
  if (sliceSizeBytes < sliceBytes.least || sliceSizeBytes > sliceBytes.most) throw new V4Fault(-284)
  const sha = members.text('sha')?.toLowerCase() || undefined
  const may = overwrites(call)
  const present = await find(store, bucket.name, key)
  if (sha !== undefined) {
    const source = await contents.find(store, bucket.name, sha, sizeBytes)
    if (source !== undefined) return instant(call, source, sha, may)
  }
  if (present && !may) throw new V4Fault(-177)
  const unfinished = await unfinishedUpload(call)
  if (unfinished) throw new V4Fault(unfinished.state.sha === sha ? -4019 : -4020)
  const digests = sha === undefined ? undefined : digestsOf(call, sizeBytes, sliceSizeBytes, sha)
  const bizAttr = members.text('biz_attr') ?? ''
  const state: SliceState = { sizeBytes, sliceSizeBytes, sha, digests, bizAttr, overwrites: may }
  const created = await store.createUpload({ bucket: bucket.name, key, attributes: attributesOfUpload(state) })
  if (created.outcome !== 'created') throw new V4Fault(-133)
  return { session: created.upload.uploadId, slice_size: sliceSizeBytes, serial_upload: options.serialUpload ? 1 : 0 }
}

/** Takes in one slice. */
export const uploadSlice: V4Handler = async (call) => {
  const { members, store, bucket, key, options } = call
  const upload = await openUpload(call)
  const { sizeBytes, sliceSizeBytes, digests } = upload.state
  const { content } = members
  const offset = needed(call, 'offset')
  if (!content) throw new V4Fault(-5999, 'filecontent')
  const expectedBytes = Math.min(sliceSizeBytes, sizeBytes - offset)
  if (offset % sliceSizeBytes !== 0 || content.byteLength !== expectedBytes) throw new V4Fault(-5999, 'offset')
  // [?] What the service answers to a slice out of turn is not sourced.
  if (options.serialUpload && offset > upload.receivedBytes) throw new V4Fault(-5999, 'offset: slices must come one after another')
  const index = offset / sliceSizeBytes
  if (digests) checkSlice(content, index, digests, offset)
  const body = await store.stage(content)
  const stored = await store.putPart({ bucket: bucket.name, key, uploadId: upload.uploadId, partNumber: index + 1, body })
  if (stored.outcome !== 'stored') throw new V4Fault(-197)
  return { session: upload.uploadId, offset, datalen: content.byteLength, serial_upload: options.serialUpload ? 1 : 0 }
}

/** Makes the file of its slices. */
export const finishSlices: V4Handler = async (call) => {
  const { members, store, bucket, key, contents, nowMs } = call
  const upload = await openUpload(call)
  const { sizeBytes, sha, bizAttr, overwrites: may } = upload.state
  if (sha !== undefined && !members.text('sha')) throw new V4Fault(-29094)
  if (sha !== undefined && members.text('sha')?.toLowerCase() !== sha) throw new V4Fault(-4016)
  if (needed(call, 'filesize') !== sizeBytes || upload.receivedBytes !== sizeBytes) throw new V4Fault(-175)
  const condition = may ? undefined : (current: ObjectRecord | undefined) => current === undefined || current.isDeleteMarker
  const completed = await store.completeUpload({
    bucket: bucket.name,
    key,
    uploadId: upload.uploadId,
    parts: upload.parts.map(({ partNumber, etag }) => ({ partNumber, etag })),
    versioning: versioningOf(bucket),
    attributes: withV4(attributesOf({}, key, bucket), { sha, bizAttr, createdAtMs: nowMs }),
    condition,
  })
  if (completed.outcome === 'condition-failed') throw new V4Fault(-177)
  if (completed.outcome !== 'stored') throw new V4Fault(-175)
  if (sha !== undefined) contents.remember(sha, sizeBytes, bucket.name, key)
  return uploaded(call)
}

/** Tells what is here of an upload in slices. */
export const listSlices: V4Handler = async (call) => {
  const { store, bucket, key, options } = call
  const upload = await unfinishedUpload(call)
  if (!upload) {
    if (await find(store, bucket.name, key)) return uploaded(call)
    throw new V4Fault(-197)
  }
  const { sizeBytes, sliceSizeBytes, sha } = upload.state
  return {
    session: upload.uploadId,
    filesize: sizeBytes,
    slice_size: sliceSizeBytes,
    serial_upload: options.serialUpload ? 1 : 0,
    sha: sha ?? '0'.repeat(40),
    listparts: upload.parts.map((part) => ({ offset: (part.partNumber - 1) * sliceSizeBytes, datalen: part.sizeBytes })),
  }
}

function needed({ members }: V4Call, name: string): number {
  const value = members.number(name)
  if (value === undefined) throw new V4Fault(-5999, name)
  return value
}

async function openUpload(call: V4Call): Promise<UnfinishedUpload> {
  const upload = await unfinishedUpload(call)
  const session = call.members.text('session')
  if (!session) throw new V4Fault(-5999, 'session')
  if (upload?.uploadId !== session) throw new V4Fault(-197, 'no such session')
  return upload
}

/** Content that is in the bucket under another name gets this one too. */
async function instant(call: V4Call, source: string, sha: string, may: boolean): Promise<Record<string, unknown>> {
  const { store, bucket, key, members } = call
  // The same upload, complete already.
  if (source === key) return uploaded(call)
  const opened = await store.openObject({ bucket: bucket.name, key: source })
  if (opened.outcome !== 'found') throw new V4Fault(-195)
  try {
    const body = await store.stageCopy(opened.reader)
    return await storeFile(call, body, { sha, bizAttr: members.text('biz_attr'), overwrites: may })
  } finally {
    await opened.reader.close()
  }
}

/** `uploadparts` must cover the file, slice by slice, and end in its SHA-1. Of slices of another size than is wanted here they say nothing. */
function digestsOf({ members }: V4Call, sizeBytes: number, sliceSizeBytes: number, sha: string): readonly string[] | undefined {
  const text = members.text('uploadparts')
  if (!text) return undefined
  let parts: unknown
  try {
    parts = JSON.parse(text)
  } catch {
    throw new V4Fault(-5965)
  }
  if (!Array.isArray(parts)) throw new V4Fault(-5965)
  let end = 0
  for (const { offset, datalen, datasha } of parts as { offset: unknown; datalen: unknown; datasha: unknown }[]) {
    if (offset !== end || typeof datalen !== 'number' || typeof datasha !== 'string' || !/^[\da-f]{40}$/i.test(datasha))
      throw new V4Fault(-5965)
    end += datalen
  }
  const digests = (parts as { datasha: string }[]).map(({ datasha }) => datasha.toLowerCase())
  if (end !== sizeBytes || digests.at(-1) !== sha) throw new V4Fault(-5965)
  const fits = (parts as { datalen: number }[]).every(({ datalen }, at) => datalen === sliceSizeBytes || at === parts.length - 1)
  return fits ? digests : undefined
}

/** Each slice goes on from the state of the one before it, so it can be checked whenever it comes. */
function checkSlice(content: Uint8Array, index: number, digests: readonly string[], offset: number): void {
  const running = index === 0 ? new RunningSha1() : new RunningSha1(digests[index - 1], offset)
  running.update(content)
  const isLast = index === digests.length - 1
  if ((isLast ? running.digest() : running.state()) !== digests[index]) throw new V4Fault(-4016, `the slice at ${offset}`)
}
