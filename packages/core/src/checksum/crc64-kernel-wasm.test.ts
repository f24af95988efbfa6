import { afterEach, expect, test, vi } from 'vitest'
import { createWasmKernel } from './crc64-kernel-wasm.js'
import { crc64Wasm } from './crc64-wasm.js'

afterEach(() => vi.unstubAllGlobals())

test('is absent where compiling is refused, as workerd and strict content security policies do', () => {
  class Refusing {
    constructor() {
      throw new WebAssembly.CompileError('Wasm code generation disallowed by embedder')
    }
  }
  vi.stubGlobal('WebAssembly', { CompileError: WebAssembly.CompileError, Module: Refusing })
  expect(createWasmKernel()).toBeUndefined()
})

test('is absent where there is no WebAssembly', () => {
  vi.stubGlobal('WebAssembly', undefined)
  expect(createWasmKernel()).toBeUndefined()
})

test('stays small enough for synchronous compilation everywhere', () => {
  expect(crc64Wasm.hex.length / 2).toBeLessThan(1500)
})
