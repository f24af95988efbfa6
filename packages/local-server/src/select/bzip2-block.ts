import type { BitReader } from './bit-reader.js'

const groupSize = 50
const longestCode = 20

/** A Huffman code, by the lengths of its codes. */
interface Code {
  /** For each length: the greatest code of it, and what to take away for the place in `symbols`. */
  readonly limits: Int32Array
  readonly bases: Int32Array
  readonly symbols: Uint16Array
}

/** Reads a block, whose mark and checksum were read, and gives its bytes. Throws a `RangeError` when it is damaged. */
export function readBlock(bits: BitReader, maxBytes: number): Iterable<number> {
  if (bits.take(1) !== 0) throw new RangeError('randomized blocks are not written since 1997')
  const origin = bits.take(24)
  const used = usedBytes(bits)
  const { codes, selectors } = readCodes(bits, used.length + 2)
  const { cells, counts } = readCells(bits, { codes, selectors, used, maxBytes })
  if (origin >= cells.length) throw new RangeError('the block points outside itself')
  return untransformed(cells, counts, origin)
}

function usedBytes(bits: BitReader): number[] {
  const rows = bits.take(16)
  const used: number[] = []
  for (let row = 0; row < 16; row++) {
    if ((rows & (0x8000 >> row)) === 0) continue
    const columns = bits.take(16)
    for (let column = 0; column < 16; column++) if (columns & (0x8000 >> column)) used.push(row * 16 + column)
  }
  if (used.length === 0) throw new RangeError('a block without bytes')
  return used
}

function readCodes(bits: BitReader, symbolCount: number): { readonly codes: readonly Code[]; readonly selectors: Uint8Array } {
  const codeCount = bits.take(3)
  const selectorCount = bits.take(15)
  if (codeCount < 2 || codeCount > 6 || selectorCount === 0) throw new RangeError('impossible codes')
  const order = Array.from({ length: codeCount }, (_, index) => index)
  const selectors = Uint8Array.from({ length: selectorCount }, () => {
    let place = 0
    while (bits.take(1)) if (++place >= codeCount) throw new RangeError('impossible selector')
    const [selector] = order.splice(place, 1)
    order.unshift(selector!)
    return selector!
  })
  return { selectors, codes: order.map(() => codeOf(readLengths(bits, symbolCount))) }
}

function readLengths(bits: BitReader, symbolCount: number): Uint8Array {
  let length = bits.take(5)
  return Uint8Array.from({ length: symbolCount }, () => {
    for (;;) {
      if (length < 1 || length > longestCode) throw new RangeError('impossible length of a code')
      if (bits.take(1) === 0) return length
      length += bits.take(1) === 0 ? 1 : -1
    }
  })
}

function codeOf(lengths: Uint8Array): Code {
  const limits = new Int32Array(longestCode + 1).fill(-1)
  const bases = new Int32Array(longestCode + 1)
  const symbols: number[] = []
  let code = 0
  for (let length = 1; length <= longestCode; length++) {
    bases[length] = code - symbols.length
    for (const [symbol, own] of lengths.entries()) if (own === length) symbols.push(symbol)
    code = bases[length]! + symbols.length
    limits[length] = code - 1
    code <<= 1
  }
  return { limits, bases, symbols: Uint16Array.from(symbols) }
}

function nextSymbol(bits: BitReader, { limits, bases, symbols }: Code): number {
  let value = 0
  for (let length = 1; length <= longestCode; length++) {
    value = (value << 1) | bits.take(1)
    if (value <= limits[length]! && value >= bases[length]!) {
      const symbol = symbols[value - bases[length]!]
      if (symbol !== undefined) return symbol
    }
  }
  throw new RangeError('a code that is none')
}

/** Undoes Huffman codes, run lengths and move-to-front. */
function readCells(
  bits: BitReader,
  given: { readonly codes: readonly Code[]; readonly selectors: Uint8Array; readonly used: number[]; readonly maxBytes: number },
): { readonly cells: Uint32Array; readonly counts: Uint32Array } {
  const { codes, selectors, used, maxBytes } = given
  const end = used.length + 1
  const front = [...used]
  const cells = new Uint32Array(maxBytes)
  const counts = new Uint32Array(256)
  let length = 0
  let run = 0
  let runBit = 1
  for (let read = 0; ; read++) {
    const selector = selectors[Math.floor(read / groupSize)]
    if (selector === undefined) throw new RangeError('the block does not end')
    const symbol = nextSymbol(bits, codes[selector]!)
    if (symbol <= 1) {
      run += runBit << symbol
      runBit <<= 1
      if (run > maxBytes) throw new RangeError('the block is too long')
      continue
    }
    if (length + run + (symbol === end ? 0 : 1) > maxBytes) throw new RangeError('the block is too long')
    cells.fill(front[0]!, length, length + run)
    counts[front[0]!]! += run
    length += run
    run = 0
    runBit = 1
    if (symbol === end) return { cells: cells.subarray(0, length), counts }
    const [byte] = front.splice(symbol - 1, 1)
    front.unshift(byte!)
    cells[length++] = byte!
    counts[byte!]! += 1
  }
}

/** Undoes the Burrows-Wheeler transform. The upper bits of a cell lead to the next one. */
function* untransformed(cells: Uint32Array, counts: Uint32Array, origin: number): Generator<number, void, undefined> {
  const starts = new Uint32Array(256)
  for (let byte = 1; byte < 256; byte++) starts[byte] = starts[byte - 1]! + counts[byte - 1]!
  for (let at = 0; at < cells.length; at++) cells[starts[cells[at]! & 255]!++]! |= at << 8
  let position = cells[origin]! >>> 8
  for (let left = cells.length; left > 0; left--) {
    const cell = cells[position]!
    yield cell & 255
    position = cell >>> 8
  }
}
