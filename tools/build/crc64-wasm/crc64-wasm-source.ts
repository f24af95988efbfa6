import { buffer, crc64Fold, crc64Kernel, foldBytes } from './crc64-kernel.js'

// In hex, because its instructions repeat byte by byte: compressed that is a seventh less than base64, which hides it.

/** In a page memory is read by the mebibyte, and what folding leaves of a buffer takes longer than folding it. */
const pageBufferBytes = 1024 * 1024

/** The text of `packages/core/src/checksum/crc64-wasm.ts`. */
export function crc64WasmSource(): string {
  const code = crc64Kernel()
  return `// Written by tools/build/crc64-wasm/generate.ts; change the kernel there.

/** The CRC-64 kernel, ${code.length} bytes of WebAssembly, and where in its memory it expects how many bytes at a time. */
export const crc64Wasm = {
  bufferAddress: ${buffer.address},
  bufferBytes: ${buffer.sizeBytes},
  hex:
${hexLines(code)},
} as const
`
}

/** The text of `packages/core/src/checksum/crc64-fold-wasm.ts`. */
export function crc64FoldWasmSource(): string {
  const code = crc64Fold(pageBufferBytes)
  return `// Written by tools/build/crc64-wasm/generate.ts; change the kernel there.

/** What shortens a message for pages, ${code.length} bytes of WebAssembly: to how many bytes, and of how many at a time. */
export const crc64FoldWasm = {
  foldBytes: ${foldBytes},
  bufferBytes: ${pageBufferBytes},
  hex:
${hexLines(code)},
} as const
`
}

function hexLines(code: Uint8Array): string {
  const lines =
    Buffer.from(code)
      .toString('hex')
      .match(/.{1,120}/g) ?? []
  return lines.map((line) => `    '${line}'`).join(' +\n')
}
