import { createHash, hkdfSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { joinBytes } from '../bytes/join-bytes.js'
import type { Content, Metadata } from '../formats/object-format.js'
import { aesKey } from '../keys/aes-key.js'
import { chunkNonce } from './chunk-cipher.js'
import * as node from './chunk-cipher-node.js'
import * as web from './chunk-cipher-web.js'
import { chunkBytes, chunkLayout, recordBytes } from './chunk-layout.js'
import { chunkedFormat } from './chunked-format.js'
import { contentOf, envelope, hkdfByHand, stored } from './independent.fixture.js'
import { piecesOf } from './pieces-of.js'

const masterKey = Uint8Array.from({ length: 32 }, (_, index) => 255 - index)
const key = aesKey({ key: masterKey, id: 'k' })
const format = chunkedFormat()
const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 7)) & 255)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0
  for (const size of sizes) {
    yield bytes.subarray(at, at + size)
    at += size
  }
  yield bytes.subarray(at)
}
async function collect(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of source) pieces.push(piece.slice())
  return joinBytes(pieces)
}
async function seal(bytes: Uint8Array, sizes: readonly number[] = [], sizeBytes: number | undefined = bytes.byteLength) {
  const { metadata, content } = await format.create([key], { sizeBytes, isInParts: false })
  return { metadata, content, sealed: await collect(content.encrypt(inChunks(bytes, sizes), { offsetBytes: 0, sizeBytes, isFinal: true })) }
}
/** Reads a whole object, and tells what came before it failed. */
async function open(metadata: Metadata, sealed: Uint8Array, sizes: readonly number[] = []) {
  const released: Uint8Array[] = []
  try {
    const sizeBytes = chunkLayout.plainBytes(sealed.byteLength, {})
    if (sizeBytes === undefined) return { code: 'length', released: new Uint8Array(0) }
    const content = await format.open(metadata, [key])
    const reading = { first: 0, sizeBytes, storedFirst: 0, storedEnd: sealed.byteLength, storedSizeBytes: sealed.byteLength }
    for await (const piece of content.decrypt(inChunks(sealed, sizes), reading)) released.push(piece)
    return { released: joinBytes(released) }
  } catch (error) {
    return { code: (error as { code?: string }).code, released: joinBytes(released) }
  }
}

describe('specification', () => {
  interface Vector {
    readonly id: string
    readonly masterKey: string
    readonly keyId: string
    readonly dataKey: string
    readonly salt: string
    readonly wrapNonce: string
    readonly envelope: string
    readonly runs: readonly { readonly attempt: string; readonly length: number; readonly isFinal: boolean }[]
    readonly stored: { readonly length: number; readonly sha256: string; readonly hex?: string }
  }
  const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
  const { cases } = JSON.parse(readFileSync(new URL('../vectors/cos-chunked-1.json', import.meta.url), 'utf8')) as { cases: Vector[] }

  test.each(cases.map((vector) => [vector.id, vector] as const))('vector %s', async (_id, vector) => {
    const ingredients = {
      masterKey: hex(vector.masterKey),
      keyId: vector.keyId,
      dataKey: hex(vector.dataKey),
      salt: hex(vector.salt),
      wrapNonce: hex(vector.wrapNonce),
    }
    const whole = bytesOf(vector.runs.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    const runs = vector.runs.map(({ attempt, length, isFinal }) => {
      at += length
      return { attempt: hex(attempt), content: whole.subarray(at - length, at), isFinal }
    })
    expect(envelope(ingredients)).toBe(vector.envelope)
    const bytes = stored(ingredients, runs)
    expect({ length: bytes.byteLength, sha256: sha256(bytes) }).toEqual({ length: vector.stored.length, sha256: vector.stored.sha256 })
    if (vector.stored.hex !== undefined) expect(bytes.toString('hex')).toBe(vector.stored.hex)
    const content = await format.open({ 'cos-encryption': vector.envelope }, [aesKey({ key: ingredients.masterKey, id: vector.keyId })])
    const reading = {
      first: 0,
      sizeBytes: whole.byteLength,
      storedFirst: 0,
      storedEnd: bytes.byteLength,
      storedSizeBytes: bytes.byteLength,
    }
    expect(sha256(await collect(content.decrypt(inChunks(bytes, []), reading)))).toBe(sha256(whole))
  })

  test('what is written here is read by code made from the specification alone', async () => {
    for (const size of [0, 1, chunkBytes, chunkBytes + 1]) {
      const { metadata, sealed } = await seal(bytesOf(size))
      expect(sha256(contentOf(masterKey, metadata['cos-encryption']!, sealed))).toBe(sha256(bytesOf(size)))
    }
    const [secret, salt, info] = [Buffer.from('key'), Buffer.from('salt'), Buffer.from('info')]
    expect(hkdfByHand(secret, salt, info)).toEqual(Buffer.from(hkdfSync('sha256', secret, salt, info, 32)))
  })
})

describe.each([
  ['node', node],
  ['web', web],
])('%s', (_name, { chunkOpener, chunkSealer }) => {
  test('seals and opens as the other does, and refuses any change', async () => {
    const attempt = crypto.getRandomValues(new Uint8Array(16))
    for (const size of [0, 1, 32_767, 32_768, 32_769, chunkBytes]) {
      const nonce = chunkNonce(7, false)
      const record = (await chunkSealer(masterKey, attempt).seal(nonce, bytesOf(size), true))!
      expect(record).toEqual((await node.chunkSealer(masterKey, attempt).seal(nonce, bytesOf(size), true))!)
      const opener = chunkOpener(masterKey)
      expect(joinBytes([...((await opener.open(nonce, record.subarray(16))) ?? [])])).toEqual(bytesOf(size))
      expect(await opener.open(chunkNonce(8, false), record.subarray(16))).toBeUndefined()
      expect(await opener.open(chunkNonce(7, true), record.subarray(16))).toBeUndefined()
      expect(await chunkOpener(new Uint8Array(32)).open(nonce, record.subarray(16))).toBeUndefined()
    }
  })
})

test('any cut of what is sent and of what arrives gives the content back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(3 * chunkBytes),
      fc.array(fc.nat(2 * chunkBytes), { maxLength: 4 }),
      fc.array(fc.nat(recordBytes), { maxLength: 6 }),
      fc.boolean(),
      async (size, sent, arriving, isKnown) => {
        const content = bytesOf(size)
        const { metadata, sealed } = await seal(content, sent, isKnown ? size : undefined)
        expect(sealed.byteLength).toBe(chunkLayout.storedBytes(size))
        const { released, code } = await open(metadata, sealed, arriving)
        expect([code, sha256(released)]).toEqual([undefined, sha256(content)])
      },
    ),
    { numRuns: 40 },
  )
})

test('any range of any object of any parts gives those bytes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }),
      fc.nat(chunkBytes),
      fc.nat(),
      fc.nat(),
      async (parts, tail, from, span) => {
        const sizes = [...parts.map((chunks) => chunks * chunkBytes), tail]
        const content = bytesOf(sizes.reduce((sum, size) => sum + size, 0))
        const { content: object } = await format.create([key], { sizeBytes: undefined, isInParts: true })
        const sealed: Uint8Array[] = []
        let offsetBytes = 0
        for (const [index, sizeBytes] of sizes.entries()) {
          const part = content.subarray(offsetBytes, offsetBytes + sizeBytes)
          sealed.push(await collect(object.encrypt(inChunks(part, []), { offsetBytes, sizeBytes, isFinal: index === sizes.length - 1 })))
          offsetBytes += sizeBytes
        }
        const whole = joinBytes(sealed)
        expect(chunkLayout.plainBytes(whole.byteLength, {})).toBe(content.byteLength)
        if (content.byteLength === 0) return
        const first = from % content.byteLength
        const last = Math.min(content.byteLength - 1, first + (span % (2 * chunkBytes)))
        expect(sha256(await range(object, whole, first, last))).toBe(sha256(content.subarray(first, last + 1)))
      },
    ),
    { numRuns: 30 },
  )
})

async function range(object: Content, whole: Uint8Array, first: number, last: number): Promise<Uint8Array> {
  const place = chunkLayout.storedRange(first, last)
  const storedEnd = Math.min((place.last ?? whole.byteLength) + 1, whole.byteLength)
  const reading = { first, sizeBytes: last - first + 1, storedFirst: place.first, storedEnd, storedSizeBytes: whole.byteLength }
  return collect(object.decrypt(inChunks(whole.subarray(place.first, storedEnd), []), reading))
}

describe('attacks', () => {
  test('every changed byte of a small object and of its envelope is found before anything is handed out', async () => {
    const { metadata, sealed } = await seal(bytesOf(40))
    for (let at = 0; at < sealed.byteLength; at++) {
      const changed = sealed.map((byte, index) => (index === at ? byte ^ (1 << (at % 8)) : byte))
      expect(await open(metadata, changed)).toMatchObject({ code: 'DecryptionFailed', released: new Uint8Array(0) })
    }
    const text = metadata['cos-encryption']!
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === 'A' ? 'B' : 'A'
      const { code, released } = await open({ 'cos-encryption': text.slice(0, at) + other + text.slice(at + 1) }, sealed)
      expect(code, `${at}`).toMatch(/DecryptionFailed|EnvelopeMalformed|UnknownKey/)
      expect(released.byteLength).toBe(0)
    }
  })

  test('a flipped bit at any boundary of chunks is found, and only the chunks before it were handed out', async () => {
    const content = bytesOf(3 * chunkBytes + 50)
    const { metadata, sealed } = await seal(content)
    // Of each chunk: its attempt, its first and last encrypted bytes, its tag.
    for (const chunk of [0, 1, 2, 3]) {
      const end = Math.min((chunk + 1) * recordBytes, sealed.byteLength)
      for (const at of [chunk * recordBytes, chunk * recordBytes + 15, chunk * recordBytes + 16, end - 17, end - 16, end - 1]) {
        const changed = sealed.slice()
        changed[at]! ^= 1 << (at % 8)
        const { code, released } = await open(metadata, changed, [recordBytes - 1, 2, recordBytes])
        expect({ at, code, releasedBytes: released.byteLength }).toEqual({
          at,
          code: 'DecryptionFailed',
          releasedBytes: chunk * chunkBytes,
        })
        expect(sha256(released)).toBe(sha256(content.subarray(0, chunk * chunkBytes)))
      }
    }
  })

  test('an object cut anywhere is found, and only whole chunks were handed out', async () => {
    const content = bytesOf(3 * chunkBytes + 50)
    const { metadata, sealed } = await seal(content)
    const cuts = [
      0,
      1,
      31,
      32,
      33,
      recordBytes - 1,
      recordBytes,
      recordBytes + 1,
      2 * recordBytes,
      3 * recordBytes,
      3 * recordBytes + 32,
      sealed.byteLength - 1,
    ]
    for (const cut of cuts) {
      const { code, released } = await open(metadata, sealed.subarray(0, cut))
      expect(code, `${cut}`).toMatch(/DecryptionFailed|length/)
      expect(released.byteLength % chunkBytes).toBe(0)
      expect(sha256(released)).toBe(sha256(content.subarray(0, released.byteLength)))
    }
    // A connection that ends between two chunks, while the length says more.
    const object = await format.open(metadata, [key])
    const reading = {
      first: 0,
      sizeBytes: content.byteLength,
      storedFirst: 0,
      storedEnd: sealed.byteLength,
      storedSizeBytes: sealed.byteLength,
    }
    await expect(collect(object.decrypt(inChunks(sealed.subarray(0, 2 * recordBytes), []), reading))).rejects.toMatchObject({
      code: 'DecryptionFailed',
    })
  })

  test('bytes behind the end, and chunks twice, swapped, left out or of another object are found', async () => {
    const { metadata, sealed } = await seal(bytesOf(3 * chunkBytes))
    const other = await seal(bytesOf(3 * chunkBytes))
    const [a, b, c] = [0, 1, 2].map((index) => sealed.subarray(index * recordBytes, (index + 1) * recordBytes)) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ]
    const foreign = other.sealed.subarray(recordBytes, 2 * recordBytes)
    const empty = (await seal(new Uint8Array(0))).sealed
    for (const pieces of [
      [a, c, b],
      [b, a, c],
      [a, a, c],
      [a, c],
      [b, c],
      [a, foreign, c],
      [a, b, c, c],
      [a, b, c, empty],
      [a, b, c, new Uint8Array(40)],
    ]) {
      expect((await open(metadata, joinBytes(pieces))).code).toBe('DecryptionFailed')
    }
    expect((await open(metadata, joinBytes([a, b, c]))).code).toBeUndefined()
  })

  test('an envelope fits its own object only', async () => {
    const [left, right] = [await seal(bytesOf(100)), await seal(bytesOf(100))]
    expect((await open(left.metadata, right.sealed)).code).toBe('DecryptionFailed')
  })

  test('a repetition has keys of its own, and so have two parts of one place', async () => {
    const { content } = await format.create([key], { sizeBytes: 9, isInParts: false })
    const piece = { offsetBytes: 0, sizeBytes: 9, isFinal: true }
    const runs = await Promise.all(Array.from({ length: 20 }, () => collect(content.encrypt(inChunks(bytesOf(9), []), piece))))
    expect(new Set(runs.map((run) => sha256(run.subarray(0, 16)))).size).toBe(20)
    expect(new Set(runs.map((run) => sha256(run.subarray(16)))).size).toBe(20)
  })

  test('in Node a part is encrypted in the memory of one that was sent, and in memory of its own while that is under way', async () => {
    const { metadata, content } = await format.create([key], { sizeBytes: undefined, isInParts: true })
    const bytes = bytesOf(9 * chunkBytes)
    const free: Uint8Array[] = []
    const encrypt = async (offsetBytes: number, isFinal: boolean) => {
      const taken: Uint8Array[] = []
      const piece = { offsetBytes, sizeBytes: bytes.byteLength, isFinal, memory: { free, taken } }
      return { taken, sealed: await collect(content.encrypt(inChunks(bytes, []), piece)) }
    }
    const first = await encrypt(0, false)
    const meanwhile = await encrypt(bytes.byteLength, false)
    expect(new Set([...first.taken, ...meanwhile.taken]).size).toBe(4)
    free.push(...first.taken)
    const last = await encrypt(2 * bytes.byteLength, true)
    expect(new Set(last.taken)).toEqual(new Set(first.taken))
    expect(free).toEqual([])
    const opened = await open(metadata, joinBytes([first.sealed, meanwhile.sealed, last.sealed]))
    expect(Buffer.compare(opened.released, joinBytes([bytes, bytes, bytes]))).toBe(0)
  })

  test('attempts that differ in bytes alone are told apart, also where chunks arrive as those of Node', async () => {
    const { metadata, content } = await format.create([key], { sizeBytes: undefined, isInParts: true })
    // As UTF-8 these would be one text.
    let next = 0xfd
    const random = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      ;(array as unknown as Uint8Array).fill(next++)
      return array
    })
    const part = (offsetBytes: number, isFinal: boolean) =>
      collect(content.encrypt(inChunks(bytesOf(chunkBytes), []), { offsetBytes, sizeBytes: chunkBytes, isFinal }))
    const sealed = joinBytes([await part(0, false), await part(chunkBytes, false), await part(2 * chunkBytes, true)])
    random.mockRestore()
    expect(sealed[0]).toBe(0xfd)
    expect(sealed[recordBytes]).toBe(0xfe)
    const opened = await open(metadata, Buffer.from(sealed))
    expect(Buffer.compare(opened.released, joinBytes([bytesOf(chunkBytes), bytesOf(chunkBytes), bytesOf(chunkBytes)]))).toBe(0)
  })

  test('malformed envelopes are refused before they are decoded', async () => {
    const text = (await seal(bytesOf(1))).metadata['cos-encryption']!
    const malformed = [
      '',
      ' ',
      `${text};`,
      ` ${text}`,
      text.replace('cos-chunked-1', 'cos-chunked-2'),
      text.replace(';id=k', ''),
      `${text}, ${text}`,
      text + 'A'.repeat(2000),
      text.replace('wrap=A256GCM', 'wrap='),
    ]
    for (const wrong of malformed)
      await expect(format.open({ 'cos-encryption': wrong }, [key])).rejects.toMatchObject({ code: 'EnvelopeMalformed' })
    await expect(format.open({ 'cos-encryption': text.replace('wrap=A256GCM', 'wrap=none') }, [key])).rejects.toMatchObject({
      code: 'UnknownKey',
    })
  })
})

describe('places', () => {
  test('lengths and places belong together, up to the largest object', () => {
    fc.assert(
      fc.property(fc.nat({ max: 50 * 1024 ** 4 }), (size) => {
        const storedBytes = chunkLayout.storedBytes(size)
        expect(chunkLayout.plainBytes(storedBytes, {})).toBe(size)
        expect(storedBytes - size).toBeLessThanOrEqual(32 + size * 0.001)
        const { first, last } = chunkLayout.storedRange(size, size)
        expect(first % recordBytes).toBe(0)
        expect(last! - first + 1).toBe(recordBytes)
      }),
    )
    for (const length of [0, 1, 31, recordBytes + 1, recordBytes + 31]) expect(chunkLayout.plainBytes(length, {})).toBeUndefined()
  })

  test('a chunk five terabytes in has a number of its own', async () => {
    const offsetBytes = 5 * 1024 ** 4
    expect(Buffer.from(chunkNonce(offsetBytes / chunkBytes, true)).toString('hex')).toBe('010000000000000002800000')
    const { content } = await format.create([key], { sizeBytes: undefined, isInParts: true })
    const sealed = await collect(content.encrypt(inChunks(bytesOf(10), []), { offsetBytes, sizeBytes: 10, isFinal: true }))
    const storedFirst = (offsetBytes / chunkBytes) * recordBytes
    const storedSizeBytes = storedFirst + sealed.byteLength
    const reading = { first: offsetBytes + 3, sizeBytes: 4, storedFirst, storedEnd: storedSizeBytes, storedSizeBytes }
    expect(await collect(content.decrypt(inChunks(sealed, []), reading))).toEqual(bytesOf(10).subarray(3, 7))
    const shifted = {
      ...reading,
      storedFirst: storedFirst + recordBytes,
      storedEnd: storedSizeBytes + recordBytes,
      storedSizeBytes: storedSizeBytes + recordBytes,
    }
    await expect(collect(content.decrypt(inChunks(sealed, []), { ...shifted, first: reading.first + chunkBytes }))).rejects.toMatchObject({
      code: 'DecryptionFailed',
    })
  })
})

test('a stream of another length than was given is refused', async () => {
  for (const sizeBytes of [9, 11, 0, chunkBytes]) {
    await expect(collect(pieces(bytesOf(10), sizeBytes))).rejects.toMatchObject({ name: 'InputError', member: 'body' })
  }
})

async function* pieces(bytes: Uint8Array, sizeBytes: number): AsyncGenerator<Uint8Array> {
  for await (const piece of piecesOf(inChunks(bytes, [3]), chunkBytes, sizeBytes)) yield piece.bytes
}
