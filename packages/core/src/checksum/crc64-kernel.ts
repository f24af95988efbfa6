import { createKernel } from '#crc64-kernel'

/** A checksum under way: its two unsigned 32-bit halves, because a `bigint` per chunk would cost more than the chunk. */
export interface Crc64State {
  low: number
  high: number
}

/** Moves a checksum forward. A kernel keeps nothing between calls, so all checksums share one. */
export interface Crc64Kernel {
  update(state: Crc64State, chunk: Uint8Array): void
}

let kernel: Crc64Kernel | undefined

/** Returns the kernel of this runtime, made at the first call. */
export function crc64Kernel(): Crc64Kernel {
  kernel ??= createKernel()
  return kernel
}
