import { attributesOf } from '../object-attributes.js'
import type { ObjectRecord } from '../store/records.js'
import { versioningOf } from '../versioning.js'
import { attributesOfV4, withV4 } from './v4-attributes.js'
import type { V4Call, V4Handler } from './v4-call.js'
import { V4Fault } from './v4-fault.js'
import { find, stateOf } from './v4-files.js'

const maxEntries = 1000

/** Makes a folder: in the store, and through the XML API, an empty object whose key ends in a slash. */
export const createFolder: V4Handler = async (call) => {
  const { store, bucket, key, members, nowMs, address } = call
  if (key === '') throw new V4Fault(-5999, 'path')
  if (await isThere(call)) throw new V4Fault(-178)
  const body = await store.stage(new Uint8Array(0))
  const attributes = withV4(attributesOf({}, key, bucket), { bizAttr: members.text('biz_attr') ?? '', createdAtMs: nowMs })
  await store.putObject({ bucket: bucket.name, key, body, versioning: versioningOf(bucket), attributes })
  return { ctime: Math.floor(nowMs / 1000), resource_path: `/${address.appId}/${address.bucket}${address.path}` }
}

/** Tells what is known of a folder. One that was never made is there as long as something is in it. */
export const statFolder: V4Handler = async (call) => {
  const record = await find(call.store, call.bucket.name, call.key)
  if (record) return stateOfFolder(record)
  if (call.key !== '' && !(await isThere(call))) throw new V4Fault(-197)
  const seconds = Math.floor(call.bucket.createdAtMs / 1000)
  return { biz_attr: '', ctime: seconds, mtime: seconds }
}

/** Changes the remark of a folder. */
export const updateFolder: V4Handler = async ({ store, bucket, key, members }) => {
  const bizAttr = members.text('biz_attr') ?? ''
  const found = await store.updateObject({ bucket: bucket.name, key }, ({ attributes }) => withV4(attributes, { bizAttr }))
  if (found.outcome !== 'found') throw new V4Fault(-197)
  return undefined
}

/** Deletes a folder with nothing in it. */
export const deleteFolder: V4Handler = async (call) => {
  const { store, bucket, key } = call
  if (key === '') throw new V4Fault(-5999, 'path')
  const { objects } = await store.listObjects({ bucket: bucket.name, prefix: key, limit: 2 })
  if (objects.length === 0) throw new V4Fault(-197)
  if (objects.some((object) => object.key !== key)) throw new V4Fault(-173)
  await store.deleteObject({ bucket: bucket.name, key, versioning: versioningOf(bucket) })
  return undefined
}

/** Lists one page of a folder. What follows the last slash of the path is a prefix of names. */
export const listFolder: V4Handler = async (call) => {
  const { store, bucket, key, members } = call
  const num = members.number('num') ?? 20
  if (num < 1 || num > maxEntries) throw new V4Fault(-5999, 'num')
  const pattern = members.text('pattern') || 'eListBoth'
  const folder = key.slice(0, key.lastIndexOf('/') + 1)
  if (folder !== '' && !(await isThere({ ...call, key: folder }))) throw new V4Fault(-197)
  const infos: Record<string, unknown>[] = []
  let marker = markerOf(members.text('context') ?? '')
  for (;;) {
    const limit = num - infos.length
    const page = await store.listObjects({ bucket: bucket.name, prefix: key, delimiter: '/', marker, limit })
    const files = page.objects.filter((object) => object.key !== folder).map((object) => stateOf(call, object))
    const folders = await Promise.all(page.commonPrefixes.map((prefix) => folderEntry(call, prefix)))
    if (pattern !== 'eListDirOnly') infos.push(...files)
    if (pattern !== 'eListFileOnly') infos.push(...folders)
    if (!page.isTruncated) return { infos: sorted(infos), context: '', listover: true }
    marker = page.nextMarker
    if (infos.length >= num) return { infos: sorted(infos), context: contextOf(marker!), listover: false }
  }
}

async function folderEntry({ store, bucket }: V4Call, prefix: string): Promise<Record<string, unknown>> {
  const record = await find(store, bucket.name, prefix)
  const name = prefix.slice(prefix.lastIndexOf('/', prefix.length - 2) + 1)
  return { name, ...(record ? stateOfFolder(record) : { biz_attr: '', ctime: 0, mtime: 0 }) }
}

function stateOfFolder(record: ObjectRecord): Record<string, unknown> {
  const { bizAttr = '', createdAtMs } = attributesOfV4(record)
  const mtime = Math.floor(record.modifiedAtMs / 1000)
  return { biz_attr: bizAttr, ctime: createdAtMs === undefined ? mtime : Math.floor(createdAtMs / 1000), mtime }
}

async function isThere({ store, bucket, key }: Pick<V4Call, 'store' | 'bucket' | 'key'>): Promise<boolean> {
  const { objects } = await store.listObjects({ bucket: bucket.name, prefix: key, limit: 1 })
  return objects.length > 0
}

function sorted(infos: Record<string, unknown>[]): Record<string, unknown>[] {
  return infos.sort((first, second) => Buffer.compare(Buffer.from(String(first['name'])), Buffer.from(String(second['name']))))
}

/** What a page ends with, in a form nobody takes apart. */
function contextOf(marker: string): string {
  return Buffer.from(marker).toString('base64url')
}

function markerOf(context: string): string | undefined {
  if (!/^[\w-]*$/.test(context)) throw new V4Fault(-5999, 'context')
  return context === '' ? undefined : Buffer.from(context, 'base64url').toString()
}
