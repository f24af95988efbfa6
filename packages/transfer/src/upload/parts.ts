import type { ProgressMeter } from '../control/progress.js'
import { nextPartSize, type PartPlan, partAt } from '../plan.js'
import type { PartReader } from '../source/part-reader.js'
import type { SizedSource, Slice } from '../source/source.js'

/** One part to send. */
export interface Part extends Slice {
  /** 1 to 10,000. */
  readonly partNumber: number
  readonly sizeBytes: number
}

/** Cuts a source by a plan, leaving out parts that are there. Nothing is read before a part is sent. */
export async function* partsOfSource(
  source: SizedSource,
  plan: PartPlan,
  meter: ProgressMeter,
  isThere: ReadonlySet<number>,
): AsyncGenerator<Part, void> {
  for (let index = 0; index < plan.partCount; index++) {
    const { partNumber, offset, sizeBytes } = partAt(plan, index)
    if (isThere.has(partNumber)) continue
    yield { partNumber, sizeBytes, ...source.slice(offset, sizeBytes, (bytes) => meter.moved(partNumber, bytes)) }
  }
}

/** Cuts a stream: first what was read ahead, then part after part, each in memory until it is sent. Memory is used again. */
export async function* partsOfStream(reader: PartReader, ahead: Uint8Array, partSizeBytes: number): AsyncGenerator<Part, void> {
  const free: Uint8Array[] = []
  let partNumber = 0
  let sentBytes = 0
  for (; sentBytes < ahead.byteLength; sentBytes += partSizeBytes) {
    const body = ahead.subarray(sentBytes, sentBytes + partSizeBytes)
    yield { partNumber: ++partNumber, sizeBytes: body.byteLength, body }
  }
  while (await reader.hasMore()) {
    const wantedBytes = nextPartSize(sentBytes, partSizeBytes)
    const known = free.pop()
    const memory = known && known.byteLength >= wantedBytes ? known : new Uint8Array(wantedBytes)
    const body = await reader.fill(memory.subarray(0, wantedBytes))
    sentBytes += body.byteLength
    yield { partNumber: ++partNumber, sizeBytes: body.byteLength, body, release: () => free.push(memory) }
  }
}
