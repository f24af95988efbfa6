import type { SentPart } from './upload-session.js'

/** Raised when records are written in another way: those of another version are not read. */
export const uploadRecordVersion = 1

/** What a journal says of an upload. */
export interface RecordedUpload {
  readonly bucket: string
  readonly key: string
  readonly name: string
  readonly stamp: string
  readonly object: string
  readonly partSizeBytes: number
  readonly uploadId: string
  readonly parts: readonly SentPart[]
}

/** Writes the line of a part. */
export function writePart({ partNumber, sizeBytes, etag, crc64 }: SentPart): string {
  return JSON.stringify([partNumber, sizeBytes, etag, crc64 ?? null])
}

/** Reads the lines of a record; nothing when they are not of this version. */
export function readUploadRecord([first, ...others]: readonly string[]): RecordedUpload | undefined {
  try {
    const header = JSON.parse(first ?? 'null')
    if (header?.version !== uploadRecordVersion || typeof header.uploadId !== 'string') return undefined
    const parts = new Map<number, SentPart>()
    for (const line of others) {
      const [partNumber, sizeBytes, etag, crc64] = JSON.parse(line)
      parts.set(partNumber, { partNumber, sizeBytes, etag, crc64: crc64 ?? undefined })
    }
    return { ...header, parts: [...parts.values()].sort((left, right) => left.partNumber - right.partNumber) }
  } catch {
    return undefined
  }
}
