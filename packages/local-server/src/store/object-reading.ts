import type { Keyring } from './keyring.js'
import type { ObjectRecord } from './records.js'
import { blobsOf, isBlobSegment, type Segment, sliceSegments } from './segment.js'
import type { ByteRange, ObjectReader } from './store.js'
import type { Vault } from './vault.js'

const pieceSizeBytes = 262_144

/** An object held open: its blobs are kept until it is closed. */
export class ObjectReading implements ObjectReader {
  readonly record: ObjectRecord
  readonly bytes: Uint8Array | undefined
  readonly segments: readonly Segment[]
  readonly vault: Vault
  readonly #keys: Keyring
  #isOpen = true

  constructor(record: ObjectRecord, segments: readonly Segment[], { vault, keys }: { readonly vault: Vault; readonly keys: Keyring }) {
    this.record = record
    this.segments = segments
    this.vault = vault
    this.#keys = keys
    this.bytes = bytesAtHand(segments)
    vault.hold(blobsOf(segments))
  }

  async *read(range?: ByteRange, callerKey?: Uint8Array): AsyncGenerator<Uint8Array> {
    if (!this.#isOpen) throw new TypeError('The object was closed before it was read.')
    const segments = range === undefined ? this.segments : sliceSegments(this.segments, range.start, range.end)
    // Held on its own account, so that closing the reader does not take the bytes from under a read in progress.
    const blobs = blobsOf(segments)
    this.vault.hold(blobs)
    try {
      for (const segment of segments) {
        const { seal } = segment
        const stored = isBlobSegment(segment) ? this.vault.read(segment.blob, segment.offset, segment.length) : pieces(segment.bytes)
        yield* seal ? this.#keys.open(seal, stored, callerKey) : stored
      }
    } finally {
      this.vault.letGo(blobs)
    }
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.vault.letGo(blobsOf(this.segments))
  }
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += pieceSizeBytes) yield bytes.subarray(start, start + pieceSizeBytes)
}

function bytesAtHand(segments: readonly Segment[]): Uint8Array | undefined {
  const [first] = segments
  if (first === undefined) return new Uint8Array(0)
  return segments.length === 1 && !isBlobSegment(first) && !first.seal ? first.bytes : undefined
}
