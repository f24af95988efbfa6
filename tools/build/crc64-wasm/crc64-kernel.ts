import { encodeModule, type WasmFunction } from './encode-module.js'
import { type Code, call, get, i32, i64, loop, memoryCopy, memoryFill, set, v128, when } from './instructions.js'

/** The ECMA-182 polynomial with its bits reversed, as CRC-64/XZ uses it. */
const polynomial = 0xc96c5795d7870f42n

/**
 * The polynomial has a multiple of only eight terms, all exponents multiples of 32:
 * x^(32·1816) and the terms that lie these distances, in words of 32 bits, below it.
 * Adding such a multiple removes a word from the message at the cost of seven XORs with later words, which takes no tables;
 * only the last `foldBytes` bytes go through tables. Being far apart, the distances leave the stores of one round done
 * before a later round reads them. They were found by searching pairs of powers of x^32 whose sums agree.
 */
export const foldDistances: readonly number[] = [499, 522, 793, 982, 1303, 1592, 1816]

export const foldBytes = 4 * Math.max(...foldDistances)
/** Below this, what folding leaves to do is most of the work. */
const foldMinimumBytes = 2 * foldBytes
const sliceTables = 16

// Memory: state (8 bytes) · tables · zeros · buffer · tail.
const stateAddress = 0
const tableAddress = 16
const tableBytes = 256 * 8
const bufferAddress = tableAddress + sliceTables * tableBytes + foldBytes
/** Where the caller puts the bytes, and how many it may put there at a time. */
export const buffer = { address: bufferAddress, sizeBytes: 128 * 1024 }
const tailAddress = bufferAddress + buffer.sizeBytes
const memoryBytes = tailAddress + foldBytes + 16

const start = 0
const fold = 1
const update = 2

/**
 * Fills the tables: entry `b` of table `k` is the remainder of byte `b` followed by `k` zero bytes.
 * Tables lie behind each other, so entry `n` of table `k` is made of entry `n - 256`, that of table 0 bit by bit.
 */
function fillTables(): WasmFunction {
  const [index, bit, crc] = [0, 1, 2]
  const address = i32.shiftLeft(get(index), i32.constant(3))
  const at = (value: Code): Code => i64.load(i32.shiftLeft(value, i32.constant(3)), tableAddress)
  return {
    parameters: [],
    locals: ['i32', 'i32', 'i64'],
    body: [
      ...loop(
        i32.isBelow(get(index), i32.constant(256)),
        set(crc, i64.fromUnsigned(get(index))),
        set(bit, i32.constant(0)),
        loop(
          i32.isBelow(get(bit), i32.constant(8)),
          set(
            crc,
            i64.xor(
              i64.shiftRight(get(crc), i64.constant(1n)),
              i64.and(i64.subtract(i64.constant(0n), i64.and(get(crc), i64.constant(1n))), i64.constant(polynomial)),
            ),
          ),
          set(bit, i32.add(get(bit), i32.constant(1))),
        ),
        i64.store(address, get(crc), tableAddress),
        set(index, i32.add(get(index), i32.constant(1))),
      ),
      ...loop(
        i32.isBelow(get(index), i32.constant(256 * sliceTables)),
        set(crc, at(i32.subtract(get(index), i32.constant(256)))),
        i64.store(
          address,
          i64.xor(i64.shiftRight(get(crc), i64.constant(8n)), at(i32.and(i64.wrap(get(crc)), i32.constant(255)))),
          tableAddress,
        ),
        set(index, i32.add(get(index), i32.constant(1))),
      ),
    ],
  }
}

/**
 * Adds to each block of the target the blocks that lie the fold distances before it.
 * With target and source the same this removes a block from the message by adding a multiple of the polynomial.
 */
function foldBlocks(): WasmFunction {
  const [target, source, end] = [0, 1, 2]
  const origin = foldBytes
  const sum = foldDistances.reduce<Code>(
    (value, distance) => v128.xor(value, v128.load(get(source), origin - 4 * distance)),
    v128.load(get(target), origin),
  )
  return {
    parameters: ['i32', 'i32', 'i32'],
    locals: [],
    body: loop(
      i32.isBelow(get(target), get(end)),
      v128.store(get(target), sum, origin),
      set(target, i32.add(get(target), i32.constant(16))),
      set(source, i32.add(get(source), i32.constant(16))),
    ),
  }
}

/** Takes `length` bytes of the buffer into the state. */
function updateState(): WasmFunction {
  const [length, position, edge, end, crc, high] = [0, 1, 2, 3, 4, 5]
  const buffered = i32.constant(bufferAddress)
  const tail = i32.constant(tailAddress)
  const beforeFold = (address: Code): Code => i32.subtract(address, i32.constant(foldBytes))
  return {
    parameters: ['i32'],
    locals: ['i32', 'i32', 'i32', 'i64', 'i64'],
    body: [
      ...set(crc, i64.xor(i64.load(i32.constant(stateAddress)), i64.constant(-1n))),
      ...set(position, buffered),
      ...when(
        i32.isAtLeast(get(length), i32.constant(foldMinimumBytes)),
        set(edge, i32.add(i32.and(i32.subtract(get(length), i32.constant(foldBytes)), i32.constant(-16)), buffered)),
        i64.store(buffered, i64.xor(i64.load(buffered), get(crc))),
        set(crc, i64.constant(0n)),
        call(fold, i32.constant(bufferAddress - foldBytes), i32.constant(bufferAddress - foldBytes), beforeFold(get(edge))),
        set(length, i32.subtract(i32.add(get(length), buffered), get(edge))),
        memoryCopy(tail, get(edge), get(length)),
        memoryFill(get(edge), i32.constant(0), i32.constant(foldBytes)),
        call(fold, i32.constant(tailAddress - foldBytes), beforeFold(get(edge)), i32.constant(tailAddress)),
        set(position, tail),
      ),
      ...set(end, i32.add(get(position), get(length))),
      ...loop(
        i32.isAtLeast(get(end), i32.add(get(position), i32.constant(16))),
        set(crc, i64.xor(get(crc), i64.load(get(position)))),
        set(high, i64.load(get(position), 8)),
        set(crc, i64.xor(lookUp(crc, 15), lookUp(high, 7))),
        set(position, i32.add(get(position), i32.constant(16))),
      ),
      ...loop(
        i32.isBelow(get(position), get(end)),
        set(crc, i64.xor(get(crc), i64.fromUnsigned(i32.load8(get(position))))),
        set(crc, i64.xor(entry(crc, 0, 0), i64.shiftRight(get(crc), i64.constant(8n)))),
        set(position, i32.add(get(position), i32.constant(1))),
      ),
      ...i64.store(i32.constant(stateAddress), i64.xor(get(crc), i64.constant(-1n))),
    ],
  }
}

/** The sum of the table entries of the eight bytes of a word, whose first byte belongs to table `first`. */
function lookUp(word: number, first: number): Code {
  const entries = [0, 1, 2, 3, 4, 5, 6, 7].map((byte) => entry(word, byte, first - byte))
  return entries.reduce((left, right) => i64.xor(left, right))
}

function entry(word: number, byte: number, table: number): Code {
  const shifted = byte === 0 ? get(word) : i64.shiftRight(get(word), i64.constant(BigInt(8 * byte)))
  const address = i32.shiftLeft(i32.and(i64.wrap(shifted), i32.constant(255)), i32.constant(3))
  return i64.load(address, tableAddress + table * tableBytes)
}

/** Assembles the kernel. */
export function crc64Kernel(): Uint8Array {
  return encodeModule({
    functions: [fillTables(), foldBlocks(), updateState()],
    start,
    exported: { index: update, name: 'u', memoryName: 'm' },
    pages: Math.ceil(memoryBytes / 65536),
  })
}

/**
 * Assembles what a page has of it: folding alone. A byte at a time in JavaScript is enough for the few bytes that folding leaves,
 * the more so as the buffer is larger. The bytes stand `foldBytes` into the memory, behind the zeros that come before them, and the
 * tail behind the buffer.
 */
export function crc64Fold(bufferBytes: number): Uint8Array {
  return encodeModule({
    functions: [foldBlocks()],
    exported: { index: 0, name: 'f', memoryName: 'm' },
    pages: Math.ceil((foldBytes + bufferBytes + foldBytes + 16) / 65536),
  })
}
