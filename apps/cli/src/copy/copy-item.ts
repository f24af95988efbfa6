import type { Progress } from '@cos/transfer'

/** What came of one copy. */
export interface Copied {
  /** Absent for copies inside COS, which do not say. */
  readonly sizeBytes?: number | undefined
  readonly crc64?: string | undefined
  readonly etag?: string | undefined
}

/** One thing to copy, and how. */
export interface CopyItem {
  /** Both as people would type them. */
  readonly source: string
  readonly target: string
  copy(onProgress: (progress: Progress) => void): Promise<Copied>
}
