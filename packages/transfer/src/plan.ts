import { InputError } from '@cos/core'

const mebibyte = 1024 ** 2
/** COS takes at most this many parts. */
export const maxParts = 10_000
/** The largest part, and the largest object written in one request: 5 GiB. */
export const maxPartBytes = 5 * 1024 ** 3
/** The smallest part but the last: 1 MiB. */
export const minPartBytes = mebibyte
/** The largest object: what COS calls 48.82 TB. */
export const maxObjectBytes = maxParts * maxPartBytes
/** Parts are this large unless the object needs larger ones: 8 MiB. */
export const defaultPartBytes = 8 * mebibyte

/** How an object is cut: every part has the same size, but the last, which takes the rest. */
export interface PartPlan {
  readonly sizeBytes: number
  readonly partSizeBytes: number
  readonly partCount: number
}

/** One part of a plan. */
export interface PlannedPart {
  /** 1 to 10,000. */
  readonly partNumber: number
  readonly offset: number
  readonly sizeBytes: number
}

/** Plans the parts of an object of known size: the asked part size, or the next MiB that stays within 10,000 parts. */
export function planParts(sizeBytes: number, minimumBytes: number = defaultPartBytes): PartPlan {
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) throw new InputError('must be a whole number of bytes', { member: 'sizeBytes' })
  if (sizeBytes > maxObjectBytes) {
    throw new InputError(`is ${sizeBytes} bytes; the largest object is ${maxObjectBytes} bytes`, { member: 'source' })
  }
  const partSizeBytes = Math.max(checkPartSize(minimumBytes), wholeMebibytes(sizeBytes / maxParts))
  return { sizeBytes, partSizeBytes, partCount: Math.max(1, Math.ceil(sizeBytes / partSizeBytes)) }
}

/** The part of a plan with an index from 0. */
export function partAt(plan: PartPlan, index: number): PlannedPart {
  const offset = index * plan.partSizeBytes
  return { partNumber: index + 1, offset, sizeBytes: Math.min(plan.partSizeBytes, plan.sizeBytes - offset) }
}

/**
 * The size of the next part of a stream whose length nobody knows: a thousandth of what was sent, so that memory grows
 * with the object and not ahead of it. With parts of 8 MiB at the start this reaches 17 TiB; a longer stream needs a
 * larger part size from the caller.
 */
export function nextPartSize(sentBytes: number, minimumBytes: number = defaultPartBytes): number {
  return Math.min(maxPartBytes, Math.max(minimumBytes, wholeMebibytes(sentBytes / 1000)))
}

/** How large the parts are together. */
export function sizeOf(parts: readonly { readonly sizeBytes: number }[]): number {
  return parts.reduce((sum, part) => sum + part.sizeBytes, 0)
}

/** Refuses a part size that COS would not take. */
export function checkPartSize(partSizeBytes: number): number {
  if (!Number.isSafeInteger(partSizeBytes) || partSizeBytes < minPartBytes || partSizeBytes > maxPartBytes) {
    throw new InputError(`must be a whole number of bytes from ${minPartBytes} (1 MiB) to ${maxPartBytes} (5 GiB)`, {
      member: 'partSizeBytes',
    })
  }
  return partSizeBytes
}

function wholeMebibytes(bytes: number): number {
  return Math.ceil(bytes / mebibyte) * mebibyte
}
