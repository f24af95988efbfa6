/** Returns the counter that lies `blocks` after `iv`: 128 bits, big-endian, past the last number again from zero. */
export function counterAt(iv: Uint8Array, blocks: bigint): Uint8Array<ArrayBuffer> {
  const counter = new Uint8Array(iv)
  let carry = blocks
  for (let index = counter.length - 1; index >= 0 && carry > 0n; index -= 1) {
    carry += BigInt(counter[index]!)
    counter[index] = Number(carry & 0xffn)
    carry >>= 8n
  }
  return counter
}
