import { percentEncode } from '@cos/signer'
import { readAttributes } from '../object-attributes.js'
import { tagsOf } from '../object-tags.js'
import type { ObjectRecord } from '../store/records.js'
import type { Inventory } from './inventory.js'

type Column = (record: ObjectRecord) => string

const everyRow: Readonly<Record<string, Column>> = {
  Appid: ({ bucket }) => bucket.slice(bucket.lastIndexOf('-') + 1),
  Bucket: ({ bucket }) => bucket.slice(0, bucket.lastIndexOf('-')),
  Key: ({ key }) => percentEncode(key),
}
const everyVersion: Readonly<Record<string, Column>> = {
  VersionId: ({ versionId }) => versionId,
  IsLatest: ({ isLatest }) => truth(isLatest),
  IsDeleteMarker: ({ isDeleteMarker }) => truth(isDeleteMarker),
}
/** A field that is not here is a column without values. */
const optionalColumns: Readonly<Record<string, Column>> = {
  Size: ({ sizeBytes }) => String(sizeBytes),
  LastModifiedDate: ({ modifiedAtMs }) => new Date(modifiedAtMs).toISOString(),
  ETag: ({ etag }) => etag,
  StorageClass: ({ attributes }) => readAttributes(attributes).storageClass ?? 'STANDARD',
  // Only a completed upload has an ETag with the number of its parts.
  IsMultipartUploaded: ({ etag }) => truth(/-\d+$/.test(etag)),
  ReplicationStatus: ({ attributes }) => replicationWords[String(attributes['replicationStatus'])] ?? '',
  Tag: (record) =>
    tagsOf(record)
      .map(({ key, value }) => `${percentEncode(key)}=${percentEncode(value)}`)
      .join('&'),
  Crc64: ({ crc64 }) => crc64.toString(),
}
const replicationWords: Readonly<Record<string, string>> = {
  Pending: 'PENDING',
  Complete: 'COMPLETED',
  Failed: 'FAILED',
  Replica: 'REPLICA',
}

/** The columns of an inventory's reports, by name. */
export function columnsOf({
  includedObjectVersions,
  optionalFields = [],
}: Inventory): readonly (readonly [name: string, column: Column])[] {
  const asked = optionalFields.map((name) => [name, optionalColumns[name] ?? (() => '')] as const)
  return [...Object.entries(everyRow), ...(includedObjectVersions === 'All' ? Object.entries(everyVersion) : []), ...asked]
}

/** Writes a version as a line of CSV, every value in quotes. */
export function reportRow(columns: ReturnType<typeof columnsOf>, record: ObjectRecord): string {
  return `${columns.map(([, column]) => `"${column(record).replaceAll('"', '""')}"`).join(',')}\n`
}

function truth(isSo: boolean): string {
  return isSo ? 'True' : 'False'
}
