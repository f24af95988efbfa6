import { backoff, InputError, isCosError, isServiceError, ResponseError } from '@cos/core'
import { openTarget } from '#target'
import { combineParts } from '../combine-parts.js'
import type { CommandSender } from '../control/command-sender.js'
import type { Control } from '../control/control.js'
import { splitOptions } from '../control/control-options.js'
import { startRun } from '../control/pool.js'
import { startTransfer } from '../control/start-transfer.js'
import type { Transfer } from '../control/transfer.js'
import { checkPartSize, defaultPartBytes, type PartPlan, sizeOf } from '../plan.js'
import type { Target } from '../target/target.js'
import type { DownloadOptions, DownloadOutput } from './download-options.js'
import type { DownloadRun } from './download-run.js'
import type { DownloadSession, FetchedPart } from './download-session.js'
import { fetchParts } from './fetch-parts.js'
import type { FoundObject } from './found-object.js'
import { changed, getRange, hasChanged, headObject } from './get-range.js'

/**
 * Downloads an object of any size (GET Object): into a file by several ranges at once, into a stream in order. All bytes are
 * of one version of the object and are checked by its CRC-64; a file appears only after that. A file begins anew when the
 * object was replaced meanwhile, or its bytes were damaged.
 *
 * Throws what `client.send` throws; `InputError` for a target that cannot be written; `ResponseError` with the code
 * `ObjectChanged` when the object was replaced again and again, or under a stream, `ChecksumMismatch` when the bytes are
 * not those that were stored, twice; `CosError` with the code `TargetExists` as `existing` asks; the signal's own reason
 * when aborted.
 */
export function download(client: CommandSender, options: DownloadOptions): Transfer<DownloadOutput> {
  const [control, { target: to, range, partSizeBytes, readAheadBytes, verifyChecksum, isDurable, existing, resume, retry, ...others }] =
    splitOptions(options)
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince, ...object } = others
  return startTransfer(control, async (control) => {
    const settings = {
      client: control.share?.observe(client) ?? client,
      object,
      conditions: { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince },
      partSizeBytes: checkPartSize(partSizeBytes ?? defaultPartBytes),
      readAheadBytes: wholeNumber(readAheadBytes ?? 0, 'readAheadBytes'),
      retry: retry ?? backoff(),
      isChecked: verifyChecksum ?? client.verifiesChecksums ?? true,
    }
    const bytes = {
      first: wholeNumber(range?.first ?? 0, 'range.first'),
      last: range?.last === undefined ? undefined : wholeNumber(range.last, 'range.last'),
      isWhole: range === undefined,
    }
    const place = { bytes, resume, run: { ...startRun(control), ...settings } }
    const target = await openTarget(to, {
      isDurable: isDurable ?? false,
      existing: existing ?? 'replace',
      concurrency: place.run.concurrency,
      open: resume && ((path) => resume.open(place.run, { place: path, range: `${bytes.first}-${bytes.last ?? ''}` })),
    })
    try {
      const output = await again(control, settings, target, bytes)
      await target.commit()
      return output
    } catch (error) {
      await target.discard(error)
      throw error
    }
  })
}

type Settings = Omit<DownloadRun, keyof ReturnType<typeof startRun>>

/** What was asked for of the object. */
interface WantedBytes {
  readonly first: number
  readonly last: number | undefined
  readonly isWhole: boolean
}

/** How often a file is begun again. */
const mostRestarts: Readonly<Record<string, number>> = { ObjectChanged: 3, ChecksumMismatch: 1 }

async function again(control: Control, settings: Settings, target: Target, bytes: WantedBytes): Promise<DownloadOutput> {
  for (let restarts = 0; ; restarts++) {
    try {
      return await downloadTo(target, { ...startRun(control), ...settings }, bytes)
    } catch (error) {
      const most = isCosError(error) ? (mostRestarts[error.code] ?? 0) : 0
      // A stream has passed on what it got.
      if (!target.restart || restarts >= most || control.signal.aborted) throw error
      await target.restart()
      control.emit({ type: 'restarted', reason: error })
    }
  }
}

async function downloadTo(target: Target, run: DownloadRun, wanted: WantedBytes): Promise<DownloadOutput> {
  await run.pass()
  const { session } = target
  const left = session?.left && (await findLeft(run, session))
  const object = left?.object ?? (await findObject(run, target, wanted))
  const { about, crc64, objectSizeBytes } = object
  const sizeBytes = Math.max(0, Math.min(wanted.last ?? Number.MAX_SAFE_INTEGER, objectSizeBytes - 1) - wanted.first + 1)
  const plan = left ? partsOf(sizeBytes, left.partSizeBytes) : partsOf(sizeBytes, partSizeOf(run, target, object, sizeBytes))
  run.meter.begin(sizeBytes, plan.partCount)
  const found = left?.parts ?? []
  if (left) {
    const foundBytes = sizeOf(found)
    run.meter.found(found.length, foundBytes)
    run.emit({ type: 'resumed', partCount: found.length, sizeBytes: foundBytes })
  } else {
    await target.prepare?.(sizeBytes)
    await session?.begin(object, plan)
  }
  const parts = await fetchParts({ run, target, plan, first: wanted.first, object, found })
  run.signal.throwIfAborted()
  const isComparable = run.isChecked && wanted.isWhole && crc64 !== undefined
  return { ...about, sizeBytes, crc64: isComparable ? compareChecksum(run, crc64, parts) : undefined }
}

/** Finds out whether the object is still the one an earlier call has parts of. */
async function findLeft(
  run: DownloadRun,
  { left }: DownloadSession,
): Promise<{ object: FoundObject; partSizeBytes: number; parts: readonly FetchedPart[] } | undefined> {
  if (!left) return undefined
  const { etag, objectSizeBytes, partSizeBytes, parts } = left
  const object = await headObject(run, { ...run.conditions, ifMatch: run.conditions.ifMatch ?? etag }).catch((error: unknown) => {
    if (!hasChanged(error)) throw error
    return undefined
  })
  if (object?.etag === etag && object.objectSizeBytes === objectSizeBytes) return { object, partSizeBytes, parts }
  run.emit({ type: 'restarted', reason: 'The object has changed.' })
  return undefined
}

/** Asks for the first part, which also tells what the object is. */
async function findObject(run: DownloadRun, target: Target, { first, last, isWhole }: WantedBytes): Promise<FoundObject> {
  const isInParts = target.takesParts || run.readAheadBytes > 0
  const firstLast = isInParts ? Math.min(first + run.partSizeBytes - 1, last ?? Number.MAX_SAFE_INTEGER) : last
  try {
    return await getRange(run, { first, last: firstLast, conditions: run.conditions })
  } catch (error) {
    if (!isWhole || !isServiceError(error, 'InvalidRange')) throw error
    // No range can be asked of an empty object.
    const object = await headObject(run, run.conditions)
    if (object.objectSizeBytes !== 0) throw changed(run, error)
    return object
  }
}

function partSizeOf(run: DownloadRun, target: Target, { isWhole }: FoundObject, sizeBytes: number): number {
  return (target.takesParts || run.readAheadBytes > 0) && !isWhole ? run.partSizeBytes : Math.max(1, sizeBytes)
}

function partsOf(sizeBytes: number, partSizeBytes: number): PartPlan {
  return { sizeBytes, partSizeBytes, partCount: Math.ceil(sizeBytes / partSizeBytes) }
}

function compareChecksum(run: DownloadRun, expected: string, parts: readonly FetchedPart[]): string {
  const actual = combineParts(parts)
  if (actual === expected) return expected
  throw new ResponseError(
    `The bytes of ${run.object.bucket}/${run.object.key} have the checksum ${actual}, but the object has ${expected}. They were damaged on the way; download it again.`,
    { code: 'ChecksumMismatch', operation: 'GetObject', status: 200 },
  )
}

function wholeNumber(value: number, member: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw new InputError('must be a whole number, 0 or more', { member })
}
