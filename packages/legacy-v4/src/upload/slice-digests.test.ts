import { createHash } from 'node:crypto'
import { RunningSha1 } from '@cos/core/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import recorded from '../vectors/v4-uploadparts.json' with { type: 'json' }
import { digestsOf } from './slice-digests.js'
import { openContent, type SizedSource } from './source.js'

/** The rule by which the recorded contents were made. */
function generated(seed: string, sizeBytes: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(sizeBytes / 32) }, (_, at) => createHash('sha256').update(`${seed}:${at}`).digest())
  return new Uint8Array(Buffer.concat(blocks).subarray(0, sizeBytes))
}

test.each(recorded.cases)('$id: digests of $input.length bytes', async ({ input, expected }) => {
  const source = openContent(generated(input.seed, input.length)) as SizedSource
  expect(await digestsOf(source, input.sliceSize, undefined)).toEqual({ sha: expected.sha, uploadParts: expected.uploadparts })
})

test('the digest of any bytes in any pieces is that of the platform', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }), (pieces) => {
      const running = new RunningSha1()
      for (const piece of pieces) running.update(piece)
      expect(running.digest()).toBe(createHash('sha1').update(Buffer.concat(pieces)).digest('hex'))
    }),
  )
})

test('a length above 512 MiB is written in two words', () => {
  const state = '0123456789abcdef0123456789abcdef01234567'
  const padding = Buffer.alloc(64)
  padding[0] = 0x80
  padding.writeBigUInt64BE(2n ** 33n, 56)
  const padded = new RunningSha1(state, 64)
  padded.update(padding)
  // A state has the lowest byte of each word first, a digest the highest.
  const digest = Buffer.from(padded.state(), 'hex').swap32().toString('hex')
  expect(new RunningSha1(state, 2 ** 30).digest()).toBe(digest)
})

test('a state can be gone on from', () => {
  const bytes = generated('any', 1000)
  const first = new RunningSha1()
  first.update(bytes.subarray(0, 640))
  const second = new RunningSha1(first.state(), 640)
  second.update(bytes.subarray(640))
  expect(second.digest()).toBe(createHash('sha1').update(bytes).digest('hex'))
})

test('a state within a block is refused', () => {
  const running = new RunningSha1()
  running.update(new Uint8Array(65))
  expect(() => running.state()).toThrow(RangeError)
})
