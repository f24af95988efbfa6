import type { Column, Database } from './database.js'
import { groupCommit } from './group-commit.js'
import type { JsonObject, JsonValue } from './json.js'
import { fromKeyBytes, type KeyBytes, toKeyBytes } from './key-bytes.js'
import type { BucketRow, Include, Ledger, PartRow, UploadPosition, UploadRow, VersionHead, VersionPosition, VersionRow } from './ledger.js'
import type { BucketRecord } from './records.js'
import { keyColumn, keyOf, partRow, readSegments, segmentColumns, versionHead } from './row-codec.js'
import { type SqlStatements, sqlStatements } from './sql-statements.js'
import type { Transactions } from './transactions.js'

/** No key is as great: a byte of UTF-8 text is never 0xFF. */
const beyondAllKeys = Buffer.from([0xff])

/** Keeps rows in a database. */
export class SqlLedger implements Ledger {
  readonly transact: Transactions['transact']
  readonly #database: Database
  readonly #sql: SqlStatements
  /** Buckets read before: every operation starts with one. Only this process changes them. */
  readonly #buckets = new Map<string, BucketRow>()

  constructor(database: Database) {
    this.#database = database
    this.#sql = sqlStatements(database)
    this.transact = groupCommit(database, () => this.#buckets.clear()).transact
  }

  async close(): Promise<void> {
    // Whoever was in line before gets their turn.
    await this.transact(() => undefined)
    this.#database.close()
  }

  bucket(name: string): BucketRow | undefined {
    const known = this.#buckets.get(name)
    if (known !== undefined) return known
    const row = this.#sql.bucket.row(keyColumn(toKeyBytes(name)))
    if (row === undefined) return undefined
    const bucket = bucketRow(row)
    this.#buckets.set(name, bucket)
    return bucket
  }

  buckets(owner: string | undefined, after: string | undefined, limit: number): BucketRow[] {
    const start = keyColumn(after === undefined ? '' : `${toKeyBytes(after)}\0`)
    const rows = owner === undefined ? this.#sql.buckets.rows(start, limit) : this.#sql.bucketsOf.rows(owner, start, limit)
    return rows.map(bucketRow)
  }

  addBucket(bucket: BucketRecord): BucketRow {
    const { name, owner, region, createdAtMs, attributes } = bucket
    this.#sql.addBucket.run(keyColumn(toKeyBytes(name)), owner, region, createdAtMs, JSON.stringify(attributes))
    return this.bucket(name) as BucketRow
  }

  changeBucket(bucket: BucketRow): void {
    this.#sql.changeBucket.run(JSON.stringify(bucket.attributes), bucket.id)
    this.#buckets.set(bucket.name, bucket)
  }

  removeBucket(bucket: number): void {
    this.#sql.removeBucket.run(bucket)
    this.#sql.removeConfigurations.run(bucket)
    for (const [name, { id }] of this.#buckets) if (id === bucket) this.#buckets.delete(name)
  }

  isEmpty(bucket: number): boolean {
    return this.#sql.anyObject.row(bucket) === undefined && this.#sql.anyUpload.row(bucket) === undefined
  }

  configuration(bucket: number, name: string): string | undefined {
    return this.#sql.configuration.row(bucket, name)?.[0] as string | undefined
  }

  configurations(bucket: number, prefix: string) {
    const rows = this.#sql.configurations.rows(bucket)
    const matching = rows.filter(([name]) => (name as string).startsWith(prefix))
    return matching.map(([name, document]) => ({ name: name as string, document: JSON.parse(document as string) as JsonValue }))
  }

  putConfiguration(bucket: number, name: string, document: string): void {
    this.#sql.putConfiguration.run(bucket, name, document)
  }

  removeConfiguration(bucket: number, name: string): boolean {
    if (this.configuration(bucket, name) === undefined) return false
    this.#sql.removeConfiguration.run(bucket, name)
    return true
  }

  newest(bucket: number, key: KeyBytes, include: Include): VersionRow | undefined {
    const statement = include === 'content' ? this.#sql.newestContent : this.#sql.newest
    return versionRow(statement.row(bucket, keyColumn(key)))
  }

  older(bucket: number, key: KeyBytes, version: number | 'null', _include: Include): VersionRow | undefined {
    const row = version === 'null' ? this.#sql.olderNull.row(bucket, keyColumn(key)) : this.#sql.older.row(bucket, keyColumn(key), -version)
    return versionRow(row)
  }

  putNewest(bucket: number, row: VersionRow): void {
    const { key, micros, isNull, kind, sizeBytes, etag, crc64, modifiedAtMs, attributes } = row
    const [segments, content] = segmentColumns(row.segments)
    const columns = [micros, Number(isNull), kind, sizeBytes, etag, crc64.toString(), modifiedAtMs, attributes]
    this.#sql.putNewest.run(bucket, keyColumn(key), ...columns, segments, content)
  }

  putAttributes(bucket: number, key: KeyBytes, micros: number, attributes: string): void {
    this.#sql.changeNewest.run(attributes, bucket, keyColumn(key), micros)
    this.#sql.changeOlder.run(attributes, bucket, keyColumn(key), -micros)
  }

  demoteNewest(bucket: number, key: KeyBytes): void {
    this.#sql.demoteNewest.run(bucket, keyColumn(key))
  }

  removeNewest(bucket: number, key: KeyBytes): void {
    const column = keyColumn(key)
    this.#sql.removeNewest.run(bucket, column)
    const age = this.#sql.ageOfNext.row(bucket, column)?.[0]
    if (age === undefined || age === null) return
    this.#sql.promoteOlder.run(bucket, column, age)
    this.#sql.removeOlder.run(bucket, column, age)
  }

  removeOlder(bucket: number, key: KeyBytes, micros: number): void {
    this.#sql.removeOlder.run(bucket, keyColumn(key), -micros)
  }

  scanNewest(bucket: number, from: KeyBytes, to: KeyBytes | undefined, limit: number): VersionHead[] {
    return this.#sql.scanNewest.rows(bucket, keyColumn(from), endColumn(to), limit).map(versionHead)
  }

  scanOlder(bucket: number, after: VersionPosition, upTo: KeyBytes, limit: number): VersionHead[] {
    const [first, last] = [keyColumn(after.key), keyColumn(upTo)]
    // Two plain ranges rather than one over pairs: each is a single seek in the index.
    const same = this.#sql.scanOlderOfKey.rows(bucket, first, -after.micros, limit)
    const left = limit - same.length
    const rest = left > 0 && after.key < upTo ? this.#sql.scanOlder.rows(bucket, first, last, left) : []
    return [...same, ...rest].map(versionHead)
  }

  upload(bucket: number, key: KeyBytes, uploadId: string): UploadRow | undefined {
    const row = this.#sql.upload.row(bucket, keyColumn(key), uploadId)
    return row && uploadRow(row)
  }

  addUpload(bucket: number, upload: UploadRow): void {
    const { key, uploadId, initiatedAtMs, attributes } = upload
    this.#sql.addUpload.run(bucket, keyColumn(key), uploadId, initiatedAtMs, attributes)
  }

  removeUpload(bucket: number, upload: UploadRow): void {
    this.#sql.removeUpload.run(bucket, keyColumn(upload.key), upload.uploadId)
    this.#sql.removeParts.run(upload.uploadId)
  }

  scanUploads(bucket: number, after: UploadPosition, to: KeyBytes | undefined, limit: number): UploadRow[] {
    const same = this.#sql.scanUploadsOfKey.rows(bucket, keyColumn(after.key), after.uploadId, limit)
    const left = limit - same.length
    const rest = left > 0 ? this.#sql.scanUploads.rows(bucket, keyColumn(after.key), endColumn(to), left) : []
    return [...same, ...rest].map(uploadRow)
  }

  part(uploadId: string, partNumber: number): PartRow | undefined {
    const row = this.#sql.part.row(uploadId, partNumber)
    return row && partRow(row)
  }

  parts(uploadId: string, afterNumber: number, limit: number): PartRow[] {
    return this.#sql.parts.rows(uploadId, afterNumber, limit).map(partRow)
  }

  putPart(uploadId: string, part: PartRow): void {
    const { partNumber, sizeBytes, etag, crc64, modifiedAtMs } = part
    this.#sql.putPart.run(uploadId, partNumber, sizeBytes, etag, crc64.toString(), modifiedAtMs, ...segmentColumns(part.segments))
  }

  useBlob(blob: number): void {
    this.#sql.useBlob.run(blob)
    this.#sql.forgetGarbage.run(blob)
  }

  dropBlob(blob: number): boolean {
    const uses = this.#sql.blobUses.row(blob)?.[0] as number | undefined
    if (uses === undefined) throw new Error(`Blob ${blob} is not in use.`)
    if (uses > 1) this.#sql.dropUse.run(blob)
    else {
      this.#sql.removeBlob.run(blob)
      this.#sql.addGarbage.run(blob)
    }
    return uses <= 1
  }
}

function endColumn(to: KeyBytes | undefined): Uint8Array {
  return to === undefined ? beyondAllKeys : keyColumn(to)
}

function bucketRow(row: readonly Column[]): BucketRow {
  const [id, name, owner, region, createdAtMs, attributes] = row as [number, Column, string, string, number, string]
  return { id, name: fromKeyBytes(keyOf(name)), owner, region, createdAtMs, attributes: JSON.parse(attributes) as JsonObject }
}

function versionRow(row: readonly Column[] | undefined): VersionRow | undefined {
  return row && { ...versionHead(row), segments: readSegments(row[9], row[10]) }
}

function uploadRow(row: readonly Column[]): UploadRow {
  const [key, uploadId, initiatedAtMs, attributes] = row as [Column, string, number, string]
  return { key: keyOf(key), uploadId, initiatedAtMs, attributes }
}
