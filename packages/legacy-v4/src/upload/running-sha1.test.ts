import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import recorded from '../vectors/v4-uploadparts.json' with { type: 'json' }
import { RunningSha1 } from './running-sha1.js'
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
  const running = new RunningSha1()
  const hash = createHash('sha1')
  const piece = new Uint8Array(4 * 1024 * 1024).fill(7)
  for (let at = 0; at < 129; at += 1) {
    running.update(piece)
    hash.update(piece)
  }
  expect(running.digest()).toBe(hash.digest('hex'))
})

test('a state within a block is refused', () => {
  const running = new RunningSha1()
  running.update(new Uint8Array(65))
  expect(() => running.state()).toThrow(RangeError)
})
