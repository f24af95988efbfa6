import { ListObjectVersionsCommand, type ListObjectVersionsOutput, paginate } from '@cos/core'
import type { Context } from '../context.js'
import { type CosUri, formatCosUri } from '../cos-uri.js'
import { dateText } from '../output/date-text.js'
import { listedPrefix } from '../output/listed-prefix.js'
import { humanSize } from '../output/size.js'

type Version = ListObjectVersionsOutput['versions'][number]

/** Shows the versions and delete markers whose keys begin so, the newest of a key first. */
export async function listVersions(
  { client, output, signal }: Context,
  { bucket, key: prefix }: CosUri,
  delimiter: string | undefined,
  inBytes: boolean,
): Promise<void> {
  const command = new ListObjectVersionsCommand({ bucket, prefix: prefix || undefined, delimiter })
  for await (const { versions, commonPrefixes } of paginate(await client(), command, { signal })) {
    const folded = commonPrefixes.map((common) => ({ key: common.prefix, result: listedPrefix(bucket, common.prefix) }))
    const shown = versions.map((version) => ({ key: version.key, result: shownVersion(bucket, version, inBytes) }))
    // The order of the service: by the bytes of their UTF-8. Sorting leaves the versions of a key as they came.
    const entries = [...folded, ...shown].sort((left, right) => Buffer.compare(Buffer.from(left.key), Buffer.from(right.key)))
    for (const { result } of entries) await output.result(...result)
  }
}

function shownVersion(bucket: string, version: Version, inBytes: boolean): [record: object, text: string] {
  const { key, versionId, isLatest, lastModified } = version
  const place = { bucket, key, versionId, isLatest, lastModified }
  const line = (what: string) =>
    `${dateText(lastModified)}${what.padStart(14)}  ${(isLatest ? 'latest' : '').padEnd(6)}  ${versionId || 'null'}  ${key}`
  const uri = formatCosUri({ bucket, key })
  if (version.type === 'DeleteMarker') return [{ type: 'delete-marker', ...place, uri }, line('deleted')]
  const { size, etag, storageClass } = version
  return [{ type: 'version', ...place, size, etag, storageClass, uri }, line(inBytes ? String(size) : humanSize(size))]
}
