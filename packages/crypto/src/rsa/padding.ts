import { equalBytes } from '../bytes/equal-bytes.js'
import { joinBytes } from '../bytes/join-bytes.js'

/** Hashes that OAEP is used with. */
export type OaepHash = 'SHA-1' | 'SHA-256'

/** Which hashes an OAEP uses: for the label, and inside of the mask. Java's own provider takes two different ones. */
export interface OaepHashes {
  readonly label: OaepHash
  readonly mask: OaepHash
}

async function digest(hash: OaepHash, bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(hash, new Uint8Array(bytes)))
}

/** MGF1 (RFC 8017, B.2.1), applied to `target`. */
async function masked(target: Uint8Array, seed: Uint8Array, hash: OaepHash): Promise<Uint8Array> {
  const blocks: Uint8Array[] = []
  for (let filled = 0, counter = 0; filled < target.byteLength; counter++) {
    const block = await digest(hash, joinBytes([seed, new Uint8Array([0, 0, counter >> 8, counter & 0xff])]))
    blocks.push(block)
    filled += block.byteLength
  }
  const mask = joinBytes(blocks)
  return target.map((byte, index) => byte ^ mask[index]!)
}

/** Pads for RSAES-OAEP with an empty label (RFC 8017, 7.1.1). */
export async function padOaep(message: Uint8Array, length: number, { label, mask }: OaepHashes): Promise<Uint8Array> {
  const labelHash = await digest(label, new Uint8Array(0))
  const seed = crypto.getRandomValues(new Uint8Array(labelHash.byteLength))
  const zeros = new Uint8Array(length - message.byteLength - 2 * labelHash.byteLength - 2)
  const maskedBlock = await masked(joinBytes([labelHash, zeros, new Uint8Array([1]), message]), seed, mask)
  return joinBytes([new Uint8Array(1), await masked(seed, maskedBlock, mask), maskedBlock])
}

/** Undoes {@link padOaep}; `undefined` when the padding is another. All of it is looked at, whatever is wrong. */
export async function unpadOaep(block: Uint8Array, { label, mask }: OaepHashes): Promise<Uint8Array | undefined> {
  const labelHash = await digest(label, new Uint8Array(0))
  const hashBytes = labelHash.byteLength
  const maskedBlock = block.subarray(1 + hashBytes)
  const seed = await masked(block.subarray(1, 1 + hashBytes), maskedBlock, mask)
  const data = await masked(maskedBlock, seed, mask)
  let problem = block[0]! | (equalBytes(data.subarray(0, hashBytes), labelHash) ? 0 : 1)
  let start = 0
  let isZeros = 1
  for (let index = hashBytes; index < data.byteLength; index++) {
    const byte = data[index]!
    const isZero = ((byte - 1) >> 8) & 1
    start += isZeros & (isZero ^ 1) ? index + 1 : 0
    problem |= isZeros & (isZero ^ 1) ? byte ^ 1 : 0
    isZeros &= isZero
  }
  return problem === 0 && isZeros === 0 ? data.slice(start) : undefined
}

/** Pads for RSAES-PKCS1-v1_5 (RFC 8017, 7.2.1). */
export function padPkcs1(message: Uint8Array, length: number): Uint8Array {
  const filler = crypto.getRandomValues(new Uint8Array(length - message.byteLength - 3))
  for (let index = 0; index < filler.byteLength; index++) {
    while (filler[index] === 0) crypto.getRandomValues(filler.subarray(index, index + 1))
  }
  return joinBytes([new Uint8Array([0, 2]), filler, new Uint8Array(1), message])
}

/**
 * Undoes {@link padPkcs1} for a message of known length. When the padding is another, `substitute` comes back instead, in the
 * same time and without an error: who could tell would recover messages by asking often enough.
 */
export function unpadPkcs1(block: Uint8Array, length: number, substitute: Uint8Array): Uint8Array {
  const start = block.byteLength - length
  let problem = block[0]! | (block[1]! ^ 2) | block[start - 1]!
  for (let index = 2; index < start - 1; index++) problem |= ((block[index]! - 1) >> 8) & 1
  const keep = ((problem - 1) >> 8) & 0xff
  return Uint8Array.from({ length }, (_, index) => (block[start + index]! & keep) | (substitute[index]! & ~keep))
}
