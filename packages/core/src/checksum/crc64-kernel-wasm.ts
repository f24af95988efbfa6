import type { Crc64Kernel } from './crc64-kernel.js'
import { crc64Wasm } from './crc64-wasm.js'
import { exportsOf } from './exports-of.js'

interface KernelExports {
  /** The state at address 0, as two little-endian words, and further up the buffer. */
  readonly m: WebAssembly.Memory
  /** Takes that many bytes of the buffer into the state. */
  readonly u: (lengthBytes: number) => void
}

/**
 * Makes the WebAssembly kernel, or returns `undefined` where the runtime refuses to compile one:
 * workerd and pages whose content security policy lacks `wasm-unsafe-eval` do, and so do engines without SIMD.
 */
export function createWasmKernel(): Crc64Kernel | undefined {
  const exports = exportsOf<KernelExports>(crc64Wasm.hex)
  if (!exports) return undefined
  const { bufferAddress, bufferBytes } = crc64Wasm
  const memory = new Uint8Array(exports.m.buffer)
  const state = new DataView(exports.m.buffer, 0, 8)
  const take = (chunk: Uint8Array): void => {
    memory.set(chunk, bufferAddress)
    exports.u(chunk.byteLength)
  }
  return {
    update(current, chunk) {
      state.setUint32(0, current.low, true)
      state.setUint32(4, current.high, true)
      if (chunk.byteLength <= bufferBytes) take(chunk)
      else for (let from = 0; from < chunk.byteLength; from += bufferBytes) take(chunk.subarray(from, from + bufferBytes))
      current.low = state.getUint32(0, true)
      current.high = state.getUint32(4, true)
    },
  }
}
