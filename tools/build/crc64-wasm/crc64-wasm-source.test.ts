import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { foldDistances } from './crc64-kernel.js'
import { crc64FoldWasmSource, crc64WasmSource } from './crc64-wasm-source.js'

const committed = (name: string): string => readFileSync(new URL(`../../../packages/core/src/checksum/${name}`, import.meta.url), 'utf8')

test('the committed kernels are what the generator writes', () => {
  expect(committed('crc64-wasm.ts')).toBe(crc64WasmSource())
  expect(committed('crc64-fold-wasm.ts')).toBe(crc64FoldWasmSource())
})

test('the fold distances make a multiple of the polynomial', () => {
  const longest = Math.max(...foldDistances)
  let remainder = 0n
  for (const exponent of [longest, ...foldDistances.map((distance) => longest - distance)]) {
    let power = 1n
    for (let step = 0; step < 32 * exponent; step++) power = (power << 1n) ^ (power >> 63n ? 0x142f0e1eba9ea3693n : 0n)
    remainder ^= power
  }
  expect(remainder).toBe(0n)
})

test('the JavaScript kernel folds by the same distances', () => {
  const written = [...committed('crc64-kernel-javascript.ts').matchAll(/words\[at - (\d+)\]/g)].map(([, distance]) => Number(distance))
  expect(written).toEqual([...foldDistances, ...foldDistances])
})
