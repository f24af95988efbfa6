import { buffer, crc64Kernel } from './crc64-kernel.js'

// In hex, because its instructions repeat byte by byte: compressed that is a seventh less than base64, which hides it.

/** The text of `packages/core/src/checksum/crc64-wasm.ts`. */
export function crc64WasmSource(): string {
  const code = crc64Kernel()
  const lines =
    Buffer.from(code)
      .toString('hex')
      .match(/.{1,120}/g) ?? []
  return `// Written by tools/build/crc64-wasm/generate.ts; change the kernel there.

/** The CRC-64 kernel, ${code.length} bytes of WebAssembly, and where in its memory it expects how many bytes at a time. */
export const crc64Wasm = {
  bufferAddress: ${buffer.address},
  bufferBytes: ${buffer.sizeBytes},
  hex:
${lines.map((line) => `    '${line}'`).join(' +\n')},
} as const
`
}
