import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { putFile } from '../put-file.js'
import { parseQcsBucket } from '../qcs-bucket.js'
import type { BucketRecord } from '../store/records.js'
import type { StagedBody, Store } from '../store/store.js'
import { walkVersions } from '../walk-versions.js'
import { dayOf } from './due-day.js'
import type { Inventory } from './inventory.js'
import { isReported, prefixOf } from './is-reported.js'
import { columnsOf, reportRow } from './report-row.js'

/** A report to be written. */
export interface ReportTask {
  readonly source: BucketRecord
  readonly inventory: Inventory
  readonly nowMs: number
  readonly signal: AbortSignal
}

interface Counts {
  listed: number
  listedBytes: number
  reported: number
  reportedBytes: number
}

/**
 * Writes one report: the list, then the manifest that names it, then the manifest's MD5. One that is cut off leaves no manifest, and the
 * next of the day takes the place of its list. False when the destination is not there.
 */
export async function writeReport(store: Store, task: ReportTask): Promise<boolean> {
  const { source, inventory, nowMs } = task
  const target = inventory.destination.cosBucketDestination
  const bucket = await store.getBucket(parseQcsBucket(target.bucket)?.name ?? '')
  if (!bucket) return false
  const isSealed = target.encryption?.sseCos !== undefined
  const counts: Counts = { listed: 0, listedBytes: 0, reported: 0, reportedBytes: 0 }
  const body = await stageList(store, task, { counts, isSealed })
  const [name, appId] = partsOf(source.name)
  const folder = `${target.prefix ? `${target.prefix.replace(/\/$/, '')}/` : ''}${appId}/${name}/${inventory.id}/`
  const file = createHash('md5')
    .update(`${folder}${dayOf(nowMs)}`)
    .digest('hex')
  const list = { key: `${folder}${file}.csv.gz`, size: String(body.sizeBytes), md5Checksum: body.md5 }
  await putFile(store, { bucket, key: list.key, body, isSealed })
  const manifest = Buffer.from(JSON.stringify(manifestOf(task, bucket, counts, list), undefined, 1))
  const checksum = Buffer.from(createHash('md5').update(manifest).digest('hex'))
  await putFile(store, { bucket, key: `${folder}${dayOf(nowMs)}/manifest.json`, body: manifest, isSealed })
  await putFile(store, { bucket, key: `${folder}${dayOf(nowMs)}/manifest.checksum`, body: checksum, isSealed })
  return true
}

/** The list is never whole in memory: rows are made, compressed and stored as versions are read. */
async function stageList(
  store: Store,
  task: ReportTask,
  { counts, isSealed }: { readonly counts: Counts; readonly isSealed: boolean },
): Promise<StagedBody> {
  const gzip = createGzip()
  const [body] = await Promise.all([
    store.stage(gzip, isSealed ? { sealing: 'store' } : {}),
    pipeline(Readable.from(rowsOf(store, task, counts)), gzip, { signal: task.signal }),
  ])
  return body
}

async function* rowsOf(store: Store, { source, inventory, signal }: ReportTask, counts: Counts): AsyncGenerator<string> {
  const columns = columnsOf(inventory)
  for await (const record of walkVersions(store, { bucket: source.name, prefix: prefixOf(inventory), signal })) {
    if (inventory.includedObjectVersions === 'Current' && (!record.isLatest || record.isDeleteMarker)) continue
    counts.listed += 1
    counts.listedBytes += record.sizeBytes
    if (!isReported(inventory, record)) continue
    counts.reported += 1
    counts.reportedBytes += record.sizeBytes
    yield reportRow(columns, record)
  }
}

function manifestOf({ source, inventory }: ReportTask, destination: BucketRecord, counts: Counts, list: object): object {
  const [sourceBucket, sourceAppid] = partsOf(source.name)
  const [destinationBucket, destinationAppid] = partsOf(destination.name)
  return {
    sourceAppid,
    sourceBucket,
    destinationAppid,
    destinationBucket,
    fileFormat: 'CSV',
    listObjectCount: String(counts.listed),
    listStorageSize: String(counts.listedBytes),
    filterObjectCount: String(counts.reported),
    filterStorageSize: String(counts.reportedBytes),
    fileSchema: columnsOf(inventory)
      .map(([name]) => name)
      .join(', '),
    files: [list],
  }
}

/** Name and APPID of a bucket. */
function partsOf(bucket: string): readonly [name: string, appId: string] {
  const at = bucket.lastIndexOf('-')
  return [bucket.slice(0, at), bucket.slice(at + 1)]
}
