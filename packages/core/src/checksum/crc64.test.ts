import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Crc64, crc64 } from './crc64.js'
import { crc64Bitwise } from './crc64-bitwise.fixture.js'
import type { Crc64Kernel } from './crc64-kernel.js'
import { createJavaScriptKernel } from './crc64-kernel-javascript.js'
import { createKernel as createSmallKernel } from './crc64-kernel-small.js'
import { createWasmKernel } from './crc64-kernel-wasm.js'
import { vectorBytes, vectorCases } from './vector-cases.fixture.js'

afterEach(() => vi.unstubAllGlobals())

function checksum(kernel: Crc64Kernel, ...chunks: Uint8Array[]): bigint {
  const state = { low: 0, high: 0 }
  for (const chunk of chunks) kernel.update(state, chunk)
  return (BigInt(state.high) << 32n) | BigInt(state.low)
}

/** Bytes without a pattern, the same in each run. */
function noise(lengthBytes: number): Uint8Array {
  const bytes = new Uint8Array(lengthBytes)
  let seed = 1
  for (let index = 0; index < lengthBytes; index++) {
    seed = (Math.imul(seed, 1103515245) + 12345) | 0
    bytes[index] = seed >>> 16
  }
  return bytes
}

describe('recorded vectors', () => {
  for (const { id, note, data, crc64: expected } of vectorCases().filter(({ data }) => data !== undefined)) {
    test(`${id}: ${note}`, () => {
      const bytes = vectorBytes(data!)
      expect(crc64(bytes)).toBe(BigInt(expected))
      expect(new Crc64().update(bytes).digestText()).toBe(expected)
    })
  }
})

describe.each([
  ['wasm', createWasmKernel()],
  ['javascript', createJavaScriptKernel()],
  ['small', createSmallKernel()],
])('%s kernel', (_name, kernel) => {
  test('is made where the runtime allows it', () => {
    expect(kernel).toBeDefined()
  })

  test('equals the definition around each size at which it changes its way', () => {
    const bytes = noise(300_000)
    const sizes = [0, 1, 7, 8, 9, 15, 16, 17, 14_527, 14_528, 14_529, 29_055, 29_056, 29_057, 131_071, 131_072, 131_073, 145_600, 300_000]
    for (const size of sizes) {
      const part = bytes.subarray(0, size)
      expect([size, checksum(kernel!, part)]).toEqual([size, crc64Bitwise(part)])
    }
  })

  test('does not care where the bytes lie in their memory, nor what ran before', () => {
    const bytes = noise(70_000)
    const expected = crc64Bitwise(bytes.subarray(0, 60_000))
    for (const offset of [1, 2, 3, 5, 8]) {
      const moved = new Uint8Array(70_000)
      moved.set(bytes.subarray(0, 60_000), offset)
      expect(checksum(kernel!, moved.subarray(offset, offset + 60_000))).toBe(expected)
    }
  })

  test('equals another kernel around the size of its memory', () => {
    const bytes = noise(2_100_000)
    const other = createJavaScriptKernel()
    for (const size of [1_048_575, 1_048_576, 1_048_577, 1_063_103, 1_063_104, 1_063_121, 2_100_000]) {
      const part = bytes.subarray(0, size)
      expect([size, checksum(kernel!, part)]).toEqual([size, checksum(other, part)])
    }
  })

  test('gives the same for any cut into chunks', () => {
    const bytes = noise(200_000)
    const whole = checksum(kernel!, bytes)
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 8 }), (cuts) => {
        const edges = [0, ...cuts.sort((left, right) => left - right), bytes.length]
        const chunks = edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge))
        expect(checksum(kernel!, ...chunks)).toBe(whole)
      }),
      { numRuns: 50 },
    )
  })

  test('equals the definition for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(checksum(kernel!, bytes)).toBe(crc64Bitwise(bytes))
      }),
    )
  })
})

test('the small kernel needs no WebAssembly', () => {
  vi.stubGlobal('WebAssembly', undefined)
  const bytes = noise(40_000)
  expect(checksum(createSmallKernel(), bytes)).toBe(crc64Bitwise(bytes))
})

test('checksums taken in turns do not disturb each other', () => {
  const bytes = noise(150_000)
  const first = new Crc64()
  const second = new Crc64()
  for (let from = 0; from < bytes.length; from += 50_000) {
    first.update(bytes.subarray(from, from + 50_000))
    second.update(bytes.subarray(bytes.length - from - 50_000, bytes.length - from))
  }
  expect(first.digest()).toBe(crc64Bitwise(bytes))
  const turned = [bytes.subarray(100_000), bytes.subarray(50_000, 100_000), bytes.subarray(0, 50_000)]
  expect(second.digest()).toBe(crc64Bitwise(Uint8Array.from(turned.flatMap((part) => [...part]))))
})

test('a digest may be asked for on the way, and length counts bytes', () => {
  const checksumUnderWay = new Crc64().update(new TextEncoder().encode('1234'))
  expect(checksumUnderWay.digest()).toBe(crc64(new TextEncoder().encode('1234')))
  checksumUnderWay.update(new TextEncoder().encode('56789'))
  expect(checksumUnderWay.digestText()).toBe('11051210869376104954')
  expect(checksumUnderWay.lengthBytes).toBe(9)
})
