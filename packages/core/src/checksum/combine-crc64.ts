/**
 * Computes the checksum of two pieces put together from the checksums of each, without their bytes.
 * Takes time in the logarithm of the length of the second piece, which may be up to 2^53 - 1 bytes.
 * Throws a `RangeError` for a length that is not such a number.
 */
export function combineCrc64(first: bigint, second: bigint, secondLengthBytes: number): bigint {
  if (!Number.isSafeInteger(secondLengthBytes) || secondLengthBytes < 0) {
    throw new RangeError(`secondLengthBytes must be a whole number from 0 to 2^53 - 1, got ${secondLengthBytes}`)
  }
  // Appending n bytes multiplies the checksum by x^(8n) modulo the polynomial; the inversions at start and end cancel out.
  let product = toRemainder(first)
  let rest = secondLengthBytes
  for (let power = 3; rest > 0; power++) {
    if (rest % 2 === 1) product = multiply(product, powerOfTwoPower(power))
    rest = Math.floor(rest / 2)
  }
  return ((BigInt(product.high >>> 0) << 32n) | BigInt(product.low >>> 0)) ^ BigInt.asUintN(64, second)
}

/** A polynomial below degree 64 in two 32-bit halves, bits reversed: the top bit of `high` is the constant term. */
interface Remainder {
  readonly low: number
  readonly high: number
}

const polynomial: Remainder = { low: 0xd7870f42 | 0, high: 0xc96c5795 | 0 }

/** x^(2^0), and after it x^(2^k) as far as one was asked for. */
const powers: Remainder[] = [{ low: 0, high: 0x40000000 }]

function powerOfTwoPower(exponent: number): Remainder {
  for (let known = powers.length; known <= exponent; known++) {
    const root = powers[known - 1]!
    powers.push(multiply(root, root))
  }
  return powers[exponent]!
}

function multiply(left: Remainder, right: Remainder): Remainder {
  let { low, high } = right
  let productLow = 0
  let productHigh = 0
  for (let bit = 0; bit < 64; bit++) {
    const word = bit < 32 ? left.high : left.low
    const isSet = -((word >>> (31 - (bit & 31))) & 1)
    productLow ^= low & isSet
    productHigh ^= high & isSet
    const overflows = -(low & 1)
    low = ((low >>> 1) | (high << 31)) ^ (polynomial.low & overflows)
    high = (high >>> 1) ^ (polynomial.high & overflows)
  }
  return { low: productLow, high: productHigh }
}

function toRemainder(checksum: bigint): Remainder {
  return { low: Number(BigInt.asIntN(32, checksum)), high: Number(BigInt.asIntN(32, checksum >> 32n)) }
}
