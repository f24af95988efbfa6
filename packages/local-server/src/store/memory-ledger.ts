import type { JsonValue } from './json.js'
import { type KeyBytes, toKeyBytes } from './key-bytes.js'
import type { BucketRow, Include, Ledger, PartRow, UploadPosition, UploadRow, VersionHead, VersionPosition, VersionRow } from './ledger.js'
import type { BucketRecord } from './records.js'
import { SortedMap } from './sorted-map.js'

/** All versions of a key, newest first. */
type Versions = [VersionRow, ...VersionRow[]]

interface Shelf {
  readonly configurations: Map<string, string>
  readonly keys: SortedMap<Versions>
  uploads: UploadRow[]
}

/** Keeps rows in memory. Nothing needs to be undone, because nothing here fails; blobs are the garbage collector's. */
export class MemoryLedger implements Ledger {
  readonly #buckets = new SortedMap<BucketRow>()
  readonly #shelves = new Map<number, Shelf>()
  readonly #parts = new Map<string, Map<number, PartRow>>()
  #lastBucket = 0

  async transact<Result>(work: () => Result): Promise<Result> {
    return work()
  }

  async close(): Promise<void> {}

  bucket(name: string): BucketRow | undefined {
    return this.#buckets.get(toKeyBytes(name))
  }

  buckets(owner: string | undefined, after: string | undefined, limit: number): BucketRow[] {
    const rows: BucketRow[] = []
    for (const row of this.#buckets.from(after === undefined ? '' : `${toKeyBytes(after)}\0`)) {
      if (rows.length >= limit) break
      if (owner === undefined || row.owner === owner) rows.push(row)
    }
    return rows
  }

  addBucket(bucket: BucketRecord): BucketRow {
    const row = { ...bucket, id: ++this.#lastBucket }
    this.#buckets.set(toKeyBytes(row.name), row)
    this.#shelves.set(row.id, { configurations: new Map(), keys: new SortedMap(), uploads: [] })
    return row
  }

  changeBucket(bucket: BucketRow): void {
    this.#buckets.set(toKeyBytes(bucket.name), bucket)
  }

  removeBucket(bucket: number): void {
    for (const row of this.#buckets.from('')) {
      if (row.id !== bucket) continue
      this.#buckets.delete(toKeyBytes(row.name))
      break
    }
    this.#shelves.delete(bucket)
  }

  isEmpty(bucket: number): boolean {
    const { keys, uploads } = this.#shelf(bucket)
    return keys.size === 0 && uploads.length === 0
  }

  configuration(bucket: number, name: string): string | undefined {
    return this.#shelf(bucket).configurations.get(name)
  }

  configurations(bucket: number, prefix: string) {
    const all = [...this.#shelf(bucket).configurations]
    return all
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, document]) => ({ name, document: JSON.parse(document) as JsonValue }))
  }

  putConfiguration(bucket: number, name: string, document: string): void {
    this.#shelf(bucket).configurations.set(name, document)
  }

  removeConfiguration(bucket: number, name: string): boolean {
    return this.#shelf(bucket).configurations.delete(name)
  }

  newest(bucket: number, key: KeyBytes, _include: Include): VersionRow | undefined {
    return this.#shelf(bucket).keys.get(key)?.[0]
  }

  older(bucket: number, key: KeyBytes, version: number | 'null', _include: Include): VersionRow | undefined {
    const versions = this.#shelf(bucket).keys.get(key) ?? []
    return versions.slice(1).find((row) => (version === 'null' ? row.isNull : row.micros === version))
  }

  putNewest(bucket: number, row: VersionRow): void {
    const { keys } = this.#shelf(bucket)
    const [newest, ...older] = keys.get(row.key) ?? []
    // A demoted row was doubled (see demoteNewest): the first of the two gives way.
    keys.set(row.key, newest === undefined ? [row] : [row, ...older])
  }

  putAttributes(bucket: number, key: KeyBytes, micros: number, attributes: string): void {
    const versions = this.#shelf(bucket).keys.get(key) ?? []
    const at = versions.findIndex((row) => row.micros === micros)
    const row = versions[at]
    if (row !== undefined) versions[at] = { ...row, attributes }
  }

  demoteNewest(bucket: number, key: KeyBytes): void {
    const { keys } = this.#shelf(bucket)
    const [newest, ...older] = keys.get(key) ?? []
    if (newest !== undefined) keys.set(key, [newest, newest, ...older])
  }

  removeNewest(bucket: number, key: KeyBytes): void {
    const { keys } = this.#shelf(bucket)
    const [, next, ...older] = keys.get(key) ?? []
    if (next === undefined) keys.delete(key)
    else keys.set(key, [next, ...older])
  }

  removeOlder(bucket: number, key: KeyBytes, micros: number): void {
    const { keys } = this.#shelf(bucket)
    const [newest, ...older] = keys.get(key) ?? []
    if (newest !== undefined) keys.set(key, [newest, ...older.filter((row) => row.micros !== micros)])
  }

  scanNewest(bucket: number, from: KeyBytes, to: KeyBytes | undefined, limit: number): VersionHead[] {
    const rows: VersionHead[] = []
    for (const [newest] of this.#shelf(bucket).keys.from(from)) {
      if (rows.length >= limit || (to !== undefined && newest.key >= to)) break
      rows.push(newest)
    }
    return rows
  }

  scanOlder(bucket: number, after: VersionPosition, upTo: KeyBytes, limit: number): VersionHead[] {
    const rows: VersionHead[] = []
    for (const [newest, ...older] of this.#shelf(bucket).keys.from(after.key)) {
      if (rows.length >= limit || newest.key > upTo) break
      rows.push(...(newest.key === after.key ? older.filter((row) => row.micros < after.micros) : older))
    }
    return rows.slice(0, limit)
  }

  upload(bucket: number, key: KeyBytes, uploadId: string): UploadRow | undefined {
    return this.#shelf(bucket).uploads.find((row) => row.uploadId === uploadId && row.key === key)
  }

  addUpload(bucket: number, upload: UploadRow): void {
    const shelf = this.#shelf(bucket)
    shelf.uploads = [...shelf.uploads, upload].sort(byKeyAndId)
    this.#parts.set(upload.uploadId, new Map())
  }

  removeUpload(bucket: number, upload: UploadRow): void {
    const shelf = this.#shelf(bucket)
    shelf.uploads = shelf.uploads.filter((row) => row.uploadId !== upload.uploadId)
    this.#parts.delete(upload.uploadId)
  }

  scanUploads(bucket: number, after: UploadPosition, to: KeyBytes | undefined, limit: number): UploadRow[] {
    const rows = this.#shelf(bucket).uploads.filter((row) => byKeyAndId(row, after) > 0 && (to === undefined || row.key < to))
    return rows.slice(0, limit)
  }

  part(uploadId: string, partNumber: number): PartRow | undefined {
    return this.#parts.get(uploadId)?.get(partNumber)
  }

  parts(uploadId: string, afterNumber: number, limit: number): PartRow[] {
    const rows = [...(this.#parts.get(uploadId)?.values() ?? [])].filter((part) => part.partNumber > afterNumber)
    return rows.sort((left, right) => left.partNumber - right.partNumber).slice(0, limit)
  }

  putPart(uploadId: string, part: PartRow): void {
    this.#parts.get(uploadId)?.set(part.partNumber, part)
  }

  useBlob(): void {}

  dropBlob(): boolean {
    return false
  }

  #shelf(bucket: number): Shelf {
    const shelf = this.#shelves.get(bucket)
    if (shelf === undefined) throw new Error(`There is no bucket number ${bucket}.`)
    return shelf
  }
}

function byKeyAndId(left: UploadPosition, right: UploadPosition): number {
  if (left.key !== right.key) return left.key < right.key ? -1 : 1
  return left.uploadId === right.uploadId ? 0 : left.uploadId < right.uploadId ? -1 : 1
}
