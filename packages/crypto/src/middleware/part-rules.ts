import type { PartRules } from '../formats/object-format.js'

/** The smallest part but the last that COS takes, and the highest number of a part. */
const minPartBytes = 1024 ** 2
const maxParts = 10_000

/** Tells a part that can only be the last one: COS takes one this short, or one that no other can follow, only so; one that is no whole number of chunks leaves no place behind it. */
export function isLastPart({ chunkBytes }: PartRules, partNumber: number, plainBytes: number): boolean {
  return chunkBytes !== undefined && (isOdd(chunkBytes, plainBytes) || partNumber === maxParts)
}

/** Says what is wrong with these lengths of parts, if anything. */
export function problemOfParts(
  { chunkBytes }: PartRules,
  plainBytes: readonly number[],
  partNumbers: readonly number[],
): string | undefined {
  if (chunkBytes === undefined) return undefined
  const at = plainBytes.slice(0, -1).findIndex((size) => isOdd(chunkBytes, size))
  if (at < 0) return undefined
  return `Part ${partNumbers[at]} has ${plainBytes[at]} bytes. In an encrypted upload every part but the last has a multiple of ${chunkBytes} bytes (${chunkBytes / 1024} KiB), and 1 MiB or more.`
}

function isOdd(chunkBytes: number, plainBytes: number): boolean {
  return plainBytes < minPartBytes || plainBytes % chunkBytes !== 0
}
