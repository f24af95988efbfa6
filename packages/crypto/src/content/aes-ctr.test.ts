import { createDecipheriv } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as node from './aes-ctr-node.js'
import * as web from './aes-ctr-web.js'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
/** Half of the IVs are so near the end that the counter runs over. */
const ivs = fc.oneof(
  bytes(16),
  fc.nat(20).map((blocks) => {
    const iv = new Uint8Array(16).fill(0xff)
    iv[15] = 0xff - blocks
    return iv
  }),
)
const key = Uint8Array.from({ length: 32 }, (_, index) => index)
const allOnes = new Uint8Array(16).fill(0xff)

function cut(content: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = []
  let from = 0
  for (const length of lengths) {
    chunks.push(content.subarray(from, from + length))
    from += length
  }
  return [...chunks, content.subarray(from)]
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(chunks))
}

describe.each([
  ['node', node],
  ['web', web],
])('%s', (_name, { startAesCtr }) => {
  const all = async (iv: Uint8Array, content: Uint8Array, offsetBytes = 0) => startAesCtr(key, iv, offsetBytes).update(content)

  test('gives the blocks of NIST SP 800-38A, F.5.5', async () => {
    const from = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
    const nistKey = from('603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4')
    const cipher = startAesCtr(nistKey, from('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff'), 0)
    const first = await cipher.update(from('6bc1bee22e409f96e93d7e117393172a'))
    const second = await cipher.update(from('ae2d8a571e03ac9c9eb76fac45af8e51'))
    expect(Buffer.from(first).toString('hex')).toBe('601ec313775789a5b7a7f504bbf3d228')
    expect(Buffer.from(second).toString('hex')).toBe('f443e3ca4d62b59aca84e990cacaf5c5')
  })

  test('decrypting what was encrypted gives the content back', async () => {
    await fc.assert(
      fc.asyncProperty(ivs, fc.uint8Array({ maxLength: 400 }), async (iv, content) => {
        expect(await all(iv, await all(iv, content))).toEqual(content)
      }),
    )
  })

  test('any cut into chunks gives the same', async () => {
    await fc.assert(
      fc.asyncProperty(ivs, fc.uint8Array({ maxLength: 400 }), fc.array(fc.nat(60)), async (iv, content, lengths) => {
        const cipher = startAesCtr(key, iv, 0)
        const chunks: Uint8Array[] = []
        for (const chunk of cut(content, lengths)) chunks.push(await cipher.update(chunk))
        expect(join(chunks)).toEqual(await all(iv, content))
      }),
    )
  })

  test('a start at any byte gives the tail', async () => {
    await fc.assert(
      fc.asyncProperty(ivs, fc.uint8Array({ maxLength: 400 }), fc.nat(400), fc.nat(40), async (iv, content, offset, cutAt) => {
        const cipher = startAesCtr(key, iv, offset)
        const [head = content, tail = content] = cut(content.subarray(offset), [cutAt])
        expect(join([await cipher.update(head), await cipher.update(tail)])).toEqual((await all(iv, content)).subarray(offset))
      }),
    )
  })

  test('a start far beyond 32 bits of blocks is the counter of that block', async () => {
    const block = 2n ** 49n - 1n
    const iv = new Uint8Array(Buffer.from(BigInt.asUintN(128, -block).toString(16).padStart(32, '0'), 'hex'))
    const content = new Uint8Array(40)
    expect(await all(iv, content, Number(block * 16n))).toEqual(await all(new Uint8Array(16), content))
  })

  test('the counter of all ones is followed by zero', async () => {
    const content = new Uint8Array(48)
    const afterOnes = (await all(allOnes, content)).subarray(16)
    expect(afterOnes).toEqual(await all(new Uint8Array(16), content.subarray(16)))
    expect(await all(allOnes, content.subarray(16), 16)).toEqual(afterOnes)
  })

  test.each([32_767, 32_768, 32_769, 65_536, 100_003])(
    'a chunk of %i bytes equals one pass of the library, as plain bytes',
    async (length) => {
      const content = Uint8Array.from({ length }, (_, index) => index * 31)
      const encrypted = await all(allOnes, content)
      const decrypted = createDecipheriv('aes-256-ctr', key, allOnes).update(encrypted)
      expect(decrypted.equals(content)).toBe(true)
      expect(encrypted.constructor).toBe(Uint8Array)
      expect(content[1]).toBe(31)
    },
  )

  test('chunks keep the order of the calls when nobody waits between them', async () => {
    const content = Uint8Array.from({ length: 100 }, (_, index) => index)
    const cipher = startAesCtr(key, allOnes, 0)
    const results = await Promise.all(cut(content, [5, 0, 16, 30]).map((chunk) => cipher.update(chunk)))
    expect(join(results)).toEqual(await all(allOnes, content))
  })

  test('key and IV belong to the caller again once the cipher is made', async () => {
    const [ownKey, ownIv] = [key.slice(), allOnes.slice()]
    const cipher = startAesCtr(ownKey, ownIv, 0)
    ownKey.fill(0)
    ownIv.fill(0)
    expect(await cipher.update(new Uint8Array(20))).toEqual(await all(allOnes, new Uint8Array(20)))
  })

  test('shared memory is read like any other', async () => {
    const shared = new Uint8Array(new SharedArrayBuffer(40)).fill(9)
    expect(await all(allOnes, shared)).toEqual(await all(allOnes, new Uint8Array(40).fill(9)))
  })

  test('memory that is used again gives the same bytes, of chunks of any length', async () => {
    await fc.assert(
      fc.asyncProperty(ivs, fc.array(fc.nat(100_000), { maxLength: 8 }), async (iv, lengths) => {
        const content = Uint8Array.from({ length: lengths.reduce((sum, length) => sum + length, 0) }, (_, index) => index * 31)
        const cipher = startAesCtr(key, iv, 0, { reusesMemory: true })
        const results: Uint8Array[] = []
        let before: { readonly result: Uint8Array; readonly copy: Uint8Array } | undefined
        for (const chunk of cut(content, lengths)) {
          const result = await cipher.update(chunk)
          // The one before is still good.
          if (before) expect(Buffer.compare(before.result, before.copy)).toBe(0)
          before = { result, copy: result.slice() }
          results.push(before.copy)
        }
        expect(Buffer.compare(join(results), await all(iv, content))).toBe(0)
      }),
      { numRuns: 25 },
    )
  })
})

test('node: the third result is where the first was, when memory is used again', async () => {
  const cipher = node.startAesCtr(key, allOnes, 0, { reusesMemory: true })
  const [first, second, third] = [1, 2, 3].map(() => cipher.update(new Uint8Array(1000)) as Uint8Array)
  expect(third!.buffer).toBe(first!.buffer)
  expect(second!.buffer).not.toBe(first!.buffer)
})
