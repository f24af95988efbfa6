// Writes the kernel into `@cos/core`: `npx tsx tools/build/crc64-wasm/generate.ts`.
import { writeFileSync } from 'node:fs'
import { crc64WasmSource } from './crc64-wasm-source.js'

writeFileSync(new URL('../../../packages/core/src/checksum/crc64-wasm.ts', import.meta.url), crc64WasmSource())
