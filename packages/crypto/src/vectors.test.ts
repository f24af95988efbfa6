import { describe, expect, test } from 'vitest'
import * as node from './content/aes-ctr-node.js'
import * as web from './content/aes-ctr-web.js'
import { plaintextOf, sha256, type VectorCase, vectorCases } from './vector-cases.fixture.js'

const cases = vectorCases()
/** Made once for both ciphers: megabytes of content, 32 bytes at a time. */
const contents = new Map(cases.map((recorded) => [recorded.id, plaintextOf(recorded)]))
const isFault = ({ note }: VectorCase) => note.startsWith('FAULT')
const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
const named = (selected: readonly VectorCase[]) => selected.map((recorded) => [recorded.id, recorded] as const)

test('the cases are those of three clients', () => {
  const counts = ['py', 'go', 'java'].map((client) => cases.filter(({ id }) => id.startsWith(client)).length)
  expect(counts).toEqual([25, 14, 8])
})

describe.each([
  ['node', node],
  ['web', web],
])('%s', (_name, { startAesCtr }) => {
  const start = ({ dataKeyHex, ivHex }: VectorCase, offsetBytes = 0) => startAesCtr(bytesOf(dataKeyHex), bytesOf(ivHex), offsetBytes)

  test.each(named(cases.filter((recorded) => !isFault(recorded))))('%s: the stored body and the content', async (id, recorded) => {
    const { plaintext, ciphertext } = recorded
    const stored = await start(recorded).update(contents.get(id)!)
    expect({ length: stored.byteLength, sha256: sha256(stored) }).toEqual({ length: ciphertext.length, sha256: ciphertext.sha256 })
    // Short bodies are recorded whole; the digest above makes the others the same bytes.
    const body = ciphertext.base64 === undefined ? stored : new Uint8Array(Buffer.from(ciphertext.base64, 'base64'))
    expect(sha256(await start(recorded).update(body))).toBe(plaintext.sha256)
  })

  const withRanges = cases.filter(({ ranges }) => ranges?.some(({ correct }) => correct))
  test.each(named(withRanges))('%s: recorded ranges, sought to the byte', async (_id, recorded) => {
    const stored = new Uint8Array(Buffer.from(recorded.ciphertext.base64!, 'base64'))
    for (const { range, correct, result } of recorded.ranges ?? []) {
      const [, first = '', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? []
      if (!correct || !result || first === '') continue
      const part = stored.subarray(Number(first), last === '' ? undefined : Number(last) + 1)
      expect(sha256(await start(recorded, Number(first)).update(part)), range).toBe(result.sha256)
    }
  })

  // Go takes the counter of a part from its number and the declared size. Where the parts are smaller than declared, the object
  // has holes in its key stream and cannot be read as one, but each part is where that rule puts it.
  const inParts = cases.filter(({ declaredPartSize, ciphertext }) => declaredPartSize !== undefined && ciphertext.base64 !== undefined)
  test.each(named(inParts))('%s: every part at the counter of its number', async (_id, recorded) => {
    const stored = new Uint8Array(Buffer.from(recorded.ciphertext.base64!, 'base64'))
    const parts: Uint8Array[] = []
    let from = 0
    for (const [index, size] of recorded.partSizes!.entries()) {
      parts.push(await start(recorded, index * recorded.declaredPartSize!).update(stored.subarray(from, from + size)))
      from += size
    }
    expect(sha256(Buffer.concat(parts))).toBe(recorded.plaintext.sha256)
  })

  test.each(named(cases.filter(isFault)))('%s: a damaged object is other content, without an error', async (_id, recorded) => {
    const stored = new Uint8Array(Buffer.from(recorded.ciphertext.base64!, 'base64'))
    expect(sha256(await start(recorded).update(stored))).not.toBe(recorded.plaintext.sha256)
  })
})
