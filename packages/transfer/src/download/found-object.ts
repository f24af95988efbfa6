import type { GetObjectOutput, Payload } from '@cos/core'

/** The version of the object that is downloaded, and perhaps an answer that brings some of it. */
export interface FoundObject {
  readonly etag: string
  /** Size of the whole object. */
  readonly objectSizeBytes: number
  /** CRC-64 of the whole object. */
  readonly crc64: string | undefined
  /** What else the service said. */
  readonly about: Omit<GetObjectOutput, 'body' | 'contentLength' | 'contentRange' | 'crc64'>
  /** Brings the first part; the whole object when `isWhole`. */
  readonly body: Payload | undefined
  /** True when the service ignored the range and sends everything. */
  readonly isWhole: boolean
}
