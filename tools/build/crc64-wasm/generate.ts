// Writes the kernels into `@cos/core`: `npx tsx tools/build/crc64-wasm/generate.ts`.
import { writeFileSync } from 'node:fs'
import { crc64FoldWasmSource, crc64WasmSource } from './crc64-wasm-source.js'

const checksum = new URL('../../../packages/core/src/checksum/', import.meta.url)
writeFileSync(new URL('crc64-wasm.ts', checksum), crc64WasmSource())
writeFileSync(new URL('crc64-fold-wasm.ts', checksum), crc64FoldWasmSource())
