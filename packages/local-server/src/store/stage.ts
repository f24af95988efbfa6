import type { Segment } from './segment.js'
import { Staging } from './staging.js'
import type { StageOptions } from './store.js'
import { runningTally, type Tally, tallyOf } from './tally.js'
import type { BlobWriter, Vault } from './vault.js'

type Body = Uint8Array | AsyncIterable<Uint8Array>

/** Takes in a body: small ones are kept at hand, larger ones go to a blob while they arrive. */
export async function stage(vault: Vault, body: Body, options: StageOptions = {}): Promise<Staging> {
  const digests = options.digests ?? []
  if (body instanceof Uint8Array) {
    if (body.byteLength <= vault.inlineLimitBytes) return staged(vault, inline([new Uint8Array(body)]), tallyOf(body, digests))
    return stageStream(vault, onlyChunk(body), digests)
  }
  return stageStream(vault, body, digests)
}

async function* onlyChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function stageStream(vault: Vault, body: AsyncIterable<Uint8Array>, digests: readonly 'sha1'[]): Promise<Staging> {
  const tally = runningTally(digests)
  const held: Uint8Array[] = []
  let heldBytes = 0
  let writer: BlobWriter | undefined
  try {
    for await (const chunk of body) {
      tally.add(chunk)
      if (writer === undefined && heldBytes + chunk.byteLength > vault.inlineLimitBytes) {
        writer = await vault.createBlob()
        for (const piece of held.splice(0)) await writer.write(piece)
      }
      if (writer === undefined) {
        // A copy (`slice` of a Buffer is none): the producer may use the memory again.
        held.push(new Uint8Array(chunk))
        heldBytes += chunk.byteLength
      } else await writer.write(chunk)
    }
    await writer?.finish()
  } catch (error) {
    await writer?.abort()
    throw error
  }
  const sums = tally.result()
  return staged(vault, writer === undefined ? inline(held) : [{ blob: writer.blob, offset: 0, length: sums.sizeBytes }], sums)
}

const joinedSizeBytes = 65_536

function inline(pieces: readonly Uint8Array[]): Segment[] {
  const sizeBytes = pieces.reduce((sum, piece) => sum + piece.byteLength, 0)
  if (sizeBytes === 0) return []
  if (pieces.length === 1 || sizeBytes > joinedSizeBytes) return pieces.map((bytes) => ({ bytes }))
  return [{ bytes: Buffer.concat(pieces) }]
}

function staged(vault: Vault, segments: readonly Segment[], tally: Tally): Staging {
  return new Staging({ ...tally, segments, isFresh: true, etag: tally.md5 }, vault)
}
