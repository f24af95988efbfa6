import type { Crc64Kernel } from './crc64-kernel.js'
import { createJavaScriptKernel } from './crc64-kernel-javascript.js'
import { createWasmKernel } from './crc64-kernel-wasm.js'

/** Makes the fastest kernel this runtime allows. */
export function createKernel(): Crc64Kernel {
  return createWasmKernel() ?? createJavaScriptKernel()
}
