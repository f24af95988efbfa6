import type { JsonObject } from './json.js'
import { fromKeyBytes } from './key-bytes.js'
import type { Keyring } from './keyring.js'
import type { BucketRow, Ledger, VersionHead } from './ledger.js'
import type { ObjectRecord, UploadRecord } from './records.js'
import { blobsOf, type Segment } from './segment.js'
import { Staging } from './staging.js'
import type { StagedBody } from './store.js'
import type { Vault } from './vault.js'
import { toVersionId } from './version-id.js'

/** What the operations of a store work with. */
export interface StoreContext {
  readonly ledger: Ledger
  readonly vault: Vault
  /** What encrypts content that is to be encrypted. */
  readonly keys: Keyring
  /** Unix time in milliseconds. */
  readonly now: () => number
  readonly random: (sizeBytes: number) => Uint8Array
}

/** A change of the ledger that moves blobs about. */
export interface Change {
  /** Counts the blobs of the staged body given to `changeWith`, and gives its content. */
  adopt(): readonly Segment[]
  /** Counts a use less of each blob of a content. */
  free(segments: readonly Segment[]): void
  /** Writes bytes to a new blob and counts it. */
  spill(pieces: readonly Uint8Array[]): number
  /** Counts one more use of a blob. */
  use(blob: number): void
}

/** Runs a change in a transaction and lets the vault follow once it is safe. */
export async function changeWith<Result>(
  { ledger, vault }: StoreContext,
  body: StagedBody | undefined,
  work: (change: Change) => Result,
): Promise<Result> {
  const staging = body && Staging.take(body, vault)
  let isAdopted = false
  let doomed: number[] = []
  const spilled: number[] = []
  const change: Change = {
    adopt() {
      isAdopted = true
      const segments = staging?.content.segments ?? []
      for (const blob of blobsOf(segments)) ledger.useBlob(blob)
      return segments
    },
    free: (segments) => void doomed.push(...blobsOf(segments).filter((blob) => ledger.dropBlob(blob))),
    spill(pieces) {
      const blob = vault.createBlobNow(pieces)
      spilled.push(blob)
      ledger.useBlob(blob)
      return blob
    },
    use: (blob) => ledger.useBlob(blob),
  }
  try {
    const result = await ledger.transact(() => {
      isAdopted = false
      doomed = []
      vault.remove(spilled.splice(0))
      return work(change)
    })
    vault.settle(spilled)
    vault.remove(doomed)
    return result
  } catch (error) {
    isAdopted = false
    vault.remove(spilled)
    throw error
  } finally {
    if (isAdopted && staging?.content.isFresh === false) for (const blob of blobsOf(staging.content.segments)) vault.keep(blob)
    staging?.end(isAdopted)
  }
}

/** Shows a version to the outside. */
export function toObjectRecord(bucket: string, head: VersionHead, isLatest: boolean): ObjectRecord {
  return {
    bucket,
    key: fromKeyBytes(head.key),
    versionId: head.isNull ? 'null' : toVersionId(head.micros),
    isLatest,
    isDeleteMarker: head.kind === 'marker',
    isAppendable: head.kind === 'appendable',
    sizeBytes: head.sizeBytes,
    etag: head.etag,
    crc64: head.crc64,
    modifiedAtMs: head.modifiedAtMs,
    attributes: JSON.parse(head.attributes) as JsonObject,
  }
}

/** Shows an upload to the outside. */
export function toUploadRecord(
  bucket: string,
  row: { readonly key: string; readonly uploadId: string; readonly initiatedAtMs: number; readonly attributes: string },
): UploadRecord {
  const { uploadId, initiatedAtMs } = row
  return { bucket, key: fromKeyBytes(row.key), uploadId, initiatedAtMs, attributes: JSON.parse(row.attributes) as JsonObject }
}

/** Shows a bucket to the outside. */
export function toBucketRecord({ id: _, ...record }: BucketRow) {
  return record
}
