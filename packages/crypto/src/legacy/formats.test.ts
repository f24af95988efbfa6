import { createHash, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinBytes } from '../bytes/join-bytes.js'
import type { Content, ObjectFormat } from '../formats/object-format.js'
import { aesKey } from '../keys/aes-key.js'
import { rsaKey } from '../keys/rsa-key.js'
import { unauthenticatedGoJavaFormat } from './go-java-format.js'
import { javaGcmFormat } from './java-gcm-format.js'
import { unauthenticatedPythonFormat } from './python-format.js'

const aes = aesKey({ key: new Uint8Array(32).fill(3) })
const rsa = await rsaKey({
  privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
})
const formats: readonly (readonly [string, ObjectFormat])[] = [
  ['Python, AES', unauthenticatedPythonFormat({ key: aes, wrap: 'aes-fixed-key-stream' })],
  ['Python, RSA-OAEP', unauthenticatedPythonFormat({ key: rsa, wrap: 'rsa-oaep-sha1' })],
  ['Python, RSA PKCS #1 v1.5', unauthenticatedPythonFormat({ key: rsa, wrap: 'rsa-pkcs1-v1_5' })],
  ['Go and Java CTR, AES', unauthenticatedGoJavaFormat({ key: aes })],
  ['Go and Java CTR, RSA', unauthenticatedGoJavaFormat({ key: rsa })],
  ['Java GCM, RSA', javaGcmFormat({ key: rsa })],
]
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function* cut(bytes: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += pieceBytes) yield bytes.slice(at, at + pieceBytes)
}
async function collect(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of source) pieces.push(piece.slice())
  return joinBytes(pieces)
}
/** The stored bytes of an object that is sent in parts of these sizes, the last part first. */
async function sent(content: Content, bytes: Uint8Array, sizes: readonly number[]): Promise<Uint8Array> {
  const ends = sizes.map((_, index) => sizes.slice(0, index + 1).reduce((sum, size) => sum + size, 0))
  const stored: Uint8Array[] = []
  for (const [index, sizeBytes] of [...sizes.entries()].reverse()) {
    const offsetBytes = ends[index]! - sizeBytes
    const part = cut(bytes.subarray(offsetBytes, ends[index]), 70_001)
    stored.unshift(await collect(content.encrypt(part, { offsetBytes, sizeBytes, isFinal: index === sizes.length - 1 })))
  }
  return joinBytes(stored)
}

test.each(formats)('%s: any object of any parts gives the bytes of any range back', async (_name, format) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(200_000), { minLength: 1, maxLength: 3 }),
      fc.nat(),
      fc.nat(),
      fc.integer({ min: 1, max: 100_000 }),
      async (parts, from, span, arrivingBytes) => {
        const total = parts.reduce((sum, size) => sum + size, 0)
        const bytes = Uint8Array.from({ length: total }, (_, index) => (index * 31 + (index >> 7)) & 255)
        const isInParts = format.name !== javaGcmFormat({ key: rsa }).name
        const { metadata, content } = await format.create([], { sizeBytes: isInParts ? undefined : total, isInParts })
        const stored = await sent(content, bytes, isInParts ? parts : [total])
        expect(format.layout.storedBytes(total)).toBe(stored.byteLength)
        expect(format.layout.plainBytes(stored.byteLength, metadata)).toBe(total)
        if (total === 0) return
        const first = from % total
        const last = Math.min(total - 1, first + span)
        const place = format.layout.storedRange(first, last)
        const storedEnd = Math.min((place.last ?? stored.byteLength) + 1, stored.byteLength)
        const opened = await format.open(metadata, [])
        const reading = { first, sizeBytes: last - first + 1, storedFirst: place.first, storedEnd, storedSizeBytes: stored.byteLength }
        const read = await collect(opened.decrypt(cut(stored.subarray(place.first, storedEnd), arrivingBytes), reading))
        expect(sha256(read)).toBe(sha256(bytes.subarray(first, last + 1)))
        if (total > 32) expect(sha256(stored.subarray(0, total))).not.toBe(sha256(bytes))
      },
    ),
    { numRuns: 12, examples: [[[100_000, 7, 65_536], 99_990, 40, 16]] },
  )
})
