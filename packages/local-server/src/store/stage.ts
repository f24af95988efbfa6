import type { Keyring } from './keyring.js'
import { type Seal, sealAfter } from './seal.js'
import type { Segment } from './segment.js'
import { Staging } from './staging.js'
import type { StageOptions } from './store.js'
import { runningTally, type Tally, tallyOf } from './tally.js'
import type { BlobWriter, Vault } from './vault.js'

/** What staging works with. */
export interface StageContext {
  readonly vault: Vault
  readonly keys: Keyring
}

type Body = Uint8Array | AsyncIterable<Uint8Array>

/** Takes in a body: small ones are kept at hand, larger ones go to a blob while they arrive. */
export async function stage({ vault, keys }: StageContext, body: Body, options: StageOptions = {}): Promise<Staging> {
  const { digests = [], sealing } = options
  if (!(body instanceof Uint8Array) || body.byteLength > vault.inlineLimitBytes) {
    return stageStream({ vault, keys }, body instanceof Uint8Array ? onlyChunk(body) : body, { digests, sealing })
  }
  const sealed = sealing && keys.seal(sealing)
  return staged(vault, inline([sealed?.update(body) ?? new Uint8Array(body)], sealed?.seal), tallyOf(body, digests))
}

async function* onlyChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function stageStream(
  { vault, keys }: StageContext,
  body: AsyncIterable<Uint8Array>,
  { digests, sealing }: StageOptions & { readonly digests: readonly 'sha1'[] },
): Promise<Staging> {
  const sealed = sealing && keys.seal(sealing)
  const tally = runningTally(digests)
  const held: Uint8Array[] = []
  let heldBytes = 0
  let writer: BlobWriter | undefined
  try {
    for await (const given of body) {
      tally.add(given)
      const chunk = sealed?.update(given) ?? given
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
  const seal = sealed?.seal
  return staged(vault, writer === undefined ? inline(held, seal) : [{ blob: writer.blob, offset: 0, length: sums.sizeBytes, seal }], sums)
}

const joinedSizeBytes = 65_536

function inline(pieces: readonly Uint8Array[], seal: Seal | undefined): Segment[] {
  const sizeBytes = pieces.reduce((sum, piece) => sum + piece.byteLength, 0)
  if (sizeBytes === 0) return []
  if (pieces.length > 1 && sizeBytes <= joinedSizeBytes) return [{ bytes: Buffer.concat(pieces), seal }]
  let offset = 0
  return pieces.map((bytes) => {
    const segment = { bytes, seal: sealAfter(seal, offset) }
    offset += bytes.byteLength
    return segment
  })
}

function staged(vault: Vault, segments: readonly Segment[], tally: Tally): Staging {
  return new Staging({ ...tally, segments, isFresh: true, etag: tally.md5 }, vault)
}
