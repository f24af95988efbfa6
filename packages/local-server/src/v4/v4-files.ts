import { attributesOf } from '../object-attributes.js'
import type { ObjectRecord } from '../store/records.js'
import type { StagedBody, Store } from '../store/store.js'
import { versioningOf } from '../versioning.js'
import { attributesOfV4, customHeadersOf, withAuthority, withHeaders, withV4 } from './v4-attributes.js'
import type { V4Call, V4Handler } from './v4-call.js'
import { V4Fault } from './v4-fault.js'
import { unfinishedUpload } from './v4-uploads.js'

const noSha = '0'.repeat(40)
const maxSingleBytes = 20 * 1024 * 1024

/** Stores a file in one request. */
export const uploadFile: V4Handler = async (call) => {
  const { members, store } = call
  const { content } = members
  if (!content) throw new V4Fault(-5999, 'filecontent')
  if (content.byteLength > maxSingleBytes) throw new V4Fault(-5999, 'filecontent')
  const body = await store.stage(content, { digests: ['sha1'] })
  const sha = members.text('sha')
  if (sha && sha.toLowerCase() !== body.sha1) {
    await body.discard()
    throw new V4Fault(-4016)
  }
  return storeFile(call, body, { sha: body.sha1, bizAttr: members.text('biz_attr'), overwrites: overwrites(call) })
}

/** Whether a file may be replaced: `insertOnly` is 1 unless it says 0. [?] An absent one is taken for 1. */
export function overwrites({ members }: Pick<V4Call, 'members'>): boolean {
  const insertOnly = members.text('insertOnly') ?? ''
  if (!/^[01]?$/.test(insertOnly)) throw new V4Fault(-5999, 'insertOnly')
  return insertOnly === '0'
}

/** What a finished upload says of its file. */
export interface NewFile {
  readonly sha: string | undefined
  readonly bizAttr: string | undefined
  readonly overwrites: boolean
}

/** Gives a staged body its name. */
export async function storeFile(
  call: V4Call,
  body: StagedBody,
  { sha, bizAttr, overwrites: may }: NewFile,
): Promise<Record<string, unknown>> {
  const { store, bucket, key, contents, nowMs } = call
  const attributes = withV4(attributesOf({}, key, bucket), { sha, bizAttr, createdAtMs: nowMs })
  const condition = may ? undefined : (current: ObjectRecord | undefined) => current === undefined || current.isDeleteMarker
  const stored = await store.putObject({ bucket: bucket.name, key, body, versioning: versioningOf(bucket), attributes, condition })
  if (stored.outcome === 'condition-failed') throw new V4Fault(-177)
  if (stored.outcome !== 'stored') throw new V4Fault(-133)
  if (sha !== undefined) contents.remember(sha, stored.record.sizeBytes, bucket.name, key)
  return uploaded(call)
}

/** Where an uploaded file is. */
export function uploaded({ address: { appId, bucket, path } }: Pick<V4Call, 'address'>): Record<string, unknown> {
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  return {
    access_url: `http://${bucket}-${appId}.file.myqcloud.com${encoded}`,
    source_url: `http://${bucket}-${appId}.cosgz.myqcloud.com${encoded}`,
    url: `http://gz.file.myqcloud.com/files/v2/${appId}/${bucket}${encoded}`,
    resource_path: `/${appId}/${bucket}${path}`,
  }
}

/** Tells what is known of a file, or of an upload in slices that is to become one. */
export const statFile: V4Handler = async (call) => {
  const record = await find(call.store, call.bucket.name, call.key)
  if (record) return { ...stateOf(call, record), custom_headers: customHeadersOf(record.attributes), forbid: 0 }
  const upload = await unfinishedUpload(call)
  if (!upload) throw new V4Fault(-197)
  const { state, receivedBytes, initiatedAtMs } = upload
  const seconds = Math.floor(initiatedAtMs / 1000)
  return {
    name: nameOf(call.key),
    filesize: state.sizeBytes,
    filelen: receivedBytes,
    sha: state.sha ?? noSha,
    ctime: seconds,
    mtime: seconds,
    authority: 'eInvalid',
    biz_attr: state.bizAttr,
    forbid: 0,
    slicesize: state.sliceSizeBytes,
    custom_headers: {},
  }
}

/** What listings and `stat` say of a file. */
export function stateOf(call: Pick<V4Call, 'address'>, record: ObjectRecord): Record<string, unknown> {
  const { bizAttr = '', sha = noSha, authority = 'eInvalid', createdAtMs } = attributesOfV4(record)
  const name = nameOf(record.key)
  const address = { ...call.address, path: `/${record.key}` }
  const { access_url, source_url } = uploaded({ address })
  return {
    name,
    filesize: record.sizeBytes,
    filelen: record.sizeBytes,
    sha,
    ctime: Math.floor((createdAtMs ?? record.modifiedAtMs) / 1000),
    mtime: Math.floor(record.modifiedAtMs / 1000),
    access_url,
    source_url,
    authority,
    biz_attr: bizAttr,
  }
}

/** Changes what the request names, and nothing else; headers are replaced as a whole. */
export const updateFile: V4Handler = async ({ store, bucket, key, members, access }) => {
  const custom = members.texts('custom_headers')
  const [authority, bizAttr] = [members.text('authority'), members.text('biz_attr')]
  if (authority) await access.check({ operation: 'PutObjectAcl', object: await find(store, bucket.name, key) })
  const found = await store.updateObject({ bucket: bucket.name, key }, ({ attributes }) => {
    const withRights = authority === undefined || authority === '' ? attributes : withAuthority(attributes, authority)
    const withTexts = bizAttr === undefined ? withRights : withV4(withRights, { bizAttr })
    return custom ? withHeaders(withTexts, custom) : withTexts
  })
  if (found.outcome !== 'found') throw new V4Fault(-197)
  return undefined
}

/** Deletes a file, or gives up the upload that was to become one. */
export const deleteFile: V4Handler = async (call) => {
  const { store, bucket, key } = call
  if (await find(store, bucket.name, key)) {
    await store.deleteObject({ bucket: bucket.name, key, versioning: versioningOf(bucket) })
    return undefined
  }
  const upload = await unfinishedUpload(call)
  if (!upload) throw new V4Fault(-197)
  await store.abortUpload({ bucket: bucket.name, key, uploadId: upload.uploadId })
  return undefined
}

/** Gives a file another name in its bucket. */
export const moveFile: V4Handler = async (call) => {
  const { store, bucket, key, access } = call
  await access.check({ operation: 'DeleteObject' })
  const destination = await copy(call)
  if (destination !== key) await store.deleteObject({ bucket: bucket.name, key, versioning: versioningOf(bucket) })
  return undefined
}

/** Stores a file under a second name. */
export const copyFile: V4Handler = async (call) => {
  await copy(call)
  return undefined
}

/** [?] A destination without a leading slash stays in the folder of the source. */
async function copy({ store, bucket, key, members, access }: V4Call): Promise<string> {
  const given = members.text('dest_fileid') ?? ''
  const destination = given.startsWith('/') ? given.slice(1) : key.slice(0, key.lastIndexOf('/') + 1) + given
  if (given === '' || destination === '' || destination.endsWith('/')) throw new V4Fault(-5999, 'dest_fileid')
  await access.check({ operation: 'PutObject', key: destination })
  const opened = await store.openObject({ bucket: bucket.name, key })
  if (opened.outcome !== 'found') throw new V4Fault(-197)
  const { reader } = opened
  try {
    if (destination === key) return key
    const may = members.text('to_over_write') === '1'
    const condition = may ? undefined : (current: ObjectRecord | undefined) => current === undefined || current.isDeleteMarker
    const body = await store.stageCopy(reader)
    const { replicationStatus: _, replicaOf: _replicaOf, ...attributes } = reader.record.attributes
    const versioning = versioningOf(bucket)
    const stored = await store.putObject({ bucket: bucket.name, key: destination, body, versioning, attributes, condition })
    if (stored.outcome === 'condition-failed') throw new V4Fault(-177)
    return destination
  } finally {
    await reader.close()
  }
}

/** The newest version of a key, unless that is a delete marker. */
export async function find(store: Store, bucket: string, key: string): Promise<ObjectRecord | undefined> {
  const found = await store.getObject({ bucket, key })
  return found.outcome === 'found' ? found.record : undefined
}

function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1)
}
