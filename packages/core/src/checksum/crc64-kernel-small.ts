import type { Crc64Kernel } from './crc64-kernel.js'

/**
 * Makes the kernel for pages that may compile no WebAssembly: a byte at a time, a third of the speed of the one other runtimes
 * fall back on and a quarter of its bytes, because nearly every page has WebAssembly and all of them load this.
 */
export function createJavaScriptKernel(): Crc64Kernel {
  const lows = new Int32Array(256)
  const highs = new Int32Array(256)
  for (let index = 0; index < 256; index++) {
    let low = index
    let high = 0
    for (let bit = 0; bit < 8; bit++) {
      const mask = -(low & 1)
      low = ((low >>> 1) | (high << 31)) ^ (0xd7870f42 & mask)
      high = (high >>> 1) ^ (0xc96c5795 & mask)
    }
    lows[index] = low
    highs[index] = high
  }
  return {
    update(state, chunk) {
      let low = ~state.low
      let high = ~state.high
      for (const byte of chunk) {
        const entry = (low ^ byte) & 255
        low = ((low >>> 8) | (high << 24)) ^ lows[entry]!
        high = (high >>> 8) ^ highs[entry]!
      }
      state.low = ~low >>> 0
      state.high = ~high >>> 0
    },
  }
}
