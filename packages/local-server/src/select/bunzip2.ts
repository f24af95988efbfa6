import { Fault } from '../fault.js'
import type { BitReader as Bits } from './bit-reader.js'
import { BitReader } from './bit-reader.js'
import { readBlock } from './bzip2-block.js'

// The longest block has 900,000 symbols of at most 20 bits.
const longestBlockBytes = 2_500_000
const pieceBytes = 65_536
let crcTable: Int32Array | undefined

/** Decompresses bzip2: one block is held, of 900 kB at most, and its checksum verified. Streams may follow one another. */
export async function* bunzip2(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const bits = new BitReader(source)
  try {
    await bits.fill(longestBlockBytes)
    do yield* stream(bits)
    while (!bits.isAtEnd)
  } catch (error) {
    // RangeError is that of the bits, or of a block that points outside itself.
    if (error instanceof RangeError) throw new Fault('Bzip2DecompressError')
    throw error
  } finally {
    await bits.close()
  }
}

async function* stream(bits: Bits): AsyncGenerator<Uint8Array, void, undefined> {
  if (bits.take(24) !== 0x42_5a_68) throw new RangeError('this is no bzip2')
  const level = bits.take(8) - 48
  if (level < 1 || level > 9) throw new RangeError('this is no bzip2')
  let combined = 0
  for (;;) {
    await bits.fill(longestBlockBytes)
    const [first, second] = [bits.take(24), bits.take(24)]
    const wanted = ((bits.take(16) << 16) | bits.take(16)) >>> 0
    if (first === 0x17_72_45 && second === 0x38_50_90) {
      if (wanted !== combined) throw new RangeError('the checksum of a stream differs')
      bits.align()
      await bits.fill(longestBlockBytes)
      return
    }
    if (first !== 0x31_41_59 || second !== 0x26_53_59) throw new RangeError('there is no block')
    const state = { crc: -1 }
    yield* expanded(readBlock(bits, level * 100_000), state)
    const crc = ~state.crc >>> 0
    if (crc !== wanted) throw new RangeError('the checksum of a block differs')
    combined = (((combined << 1) | (combined >>> 31)) ^ crc) >>> 0
  }
}

/** Undoes the first step of compression: four equal bytes are followed by the number of further ones. */
function* expanded(bytes: Iterable<number>, state: { crc: number }): Generator<Uint8Array, void, undefined> {
  const table = (crcTable ??= makeTable())
  let piece = Buffer.alloc(pieceBytes)
  let length = 0
  let last = -1
  let equal = 0
  for (const byte of bytes) {
    const count = equal === 4 ? byte : 1
    const value = equal === 4 ? last : byte
    equal = equal === 4 ? 0 : byte === last ? equal + 1 : 1
    last = equal === 0 ? -1 : value
    for (let at = 0; at < count; at++) {
      state.crc = (state.crc << 8) ^ table[(state.crc >>> 24) ^ value]!
      piece[length++] = value
    }
    if (length > pieceBytes - 256) {
      yield piece.subarray(0, length)
      piece = Buffer.alloc(pieceBytes)
      length = 0
    }
  }
  if (length > 0) yield piece.subarray(0, length)
}

/** The CRC-32 of bzip2 takes bits the other way round than that of zlib. */
function makeTable(): Int32Array {
  return Int32Array.from({ length: 256 }, (_, index) => {
    let value = index << 24
    for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1
    return value
  })
}
