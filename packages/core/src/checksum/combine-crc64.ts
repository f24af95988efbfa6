/**
 * Computes the checksum of two pieces put together from the checksums of each, without their bytes.
 * Takes time in the logarithm of the length of the second piece, which may be up to 2^53 - 1 bytes; less where pieces of one
 * length follow each other.
 * Throws a `RangeError` for a length that is not such a number.
 */
export function combineCrc64(first: bigint, second: bigint, secondLengthBytes: number): bigint {
  if (!Number.isSafeInteger(secondLengthBytes) || secondLengthBytes < 0) {
    throw new RangeError(`secondLengthBytes must be a whole number from 0 to 2^53 - 1, got ${secondLengthBytes}`)
  }
  if (last.lengthBytes !== secondLengthBytes) {
    last.factor = factorOf(secondLengthBytes)
    last.lengthBytes = secondLengthBytes
  }
  // Appending n bytes multiplies the checksum by x^(8n) modulo the polynomial; the inversions at start and end cancel out.
  return multiply(BigInt.asUintN(64, first), last.factor) ^ BigInt.asUintN(64, second)
}

// A remainder is a polynomial below degree 64, bits reversed: the top bit is the constant term.
const polynomial = 0xc96c5795d7870f42n

/** The parts of an upload have one length, so its factor is kept. */
const last = { lengthBytes: 0, factor: 1n << 63n }

/** x^(8n). */
function factorOf(lengthBytes: number): bigint {
  let factor = 1n << 63n
  let power = 1n << 55n
  for (let rest = lengthBytes; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2) factor = multiply(factor, power)
    power = multiply(power, power)
  }
  return factor
}

function multiply(left: bigint, right: bigint): bigint {
  let product = 0n
  for (let bits = left, term = right; bits; bits = BigInt.asUintN(64, bits << 1n)) {
    if (bits >> 63n) product ^= term
    term = (term >> 1n) ^ (term & 1n ? polynomial : 0n)
  }
  return product
}
