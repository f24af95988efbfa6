import { join } from 'node:path'

/** Where a settled blob is: spread over 256 folders by its last two digits. */
export function blobPath(blobs: string, blob: number): string {
  const name = blobName(blob)
  return join(blobs, name.slice(-2), name.slice(0, -2))
}

/** Where a blob is that the ledger does not count yet. */
export function stagingPath(staging: string, blob: number): string {
  return join(staging, blobName(blob))
}

/** Reads the number of a blob from its name in staging; `undefined` for a file that is none of ours. */
export function blobOf(name: string): number | undefined {
  return /^[0-9a-f]{14}$/.test(name) ? Number.parseInt(name, 16) : undefined
}

function blobName(blob: number): string {
  return blob.toString(16).padStart(14, '0')
}
