import { InputError } from '@cos/core'

/** A piece of a stream. */
export interface StreamPiece {
  readonly bytes: Uint8Array
  readonly isLast: boolean
}

/**
 * Cuts a stream into pieces of `pieceBytes`; the last may be shorter, and an empty stream has one empty piece. A piece is
 * good until the next is asked for. Without a known length one is held back until it is clear whether more follows.
 *
 * Throws an `InputError` when the stream has not the length that was given.
 */
export async function* piecesOf(
  source: AsyncIterable<Uint8Array>,
  pieceBytes: number,
  sizeBytes: number | undefined,
  skipBytes = 0,
): AsyncGenerator<StreamPiece> {
  let gathered: Uint8Array | undefined
  let filled = 0
  let given = 0
  let skip = skipBytes
  const give = (bytes: Uint8Array): StreamPiece => ({ bytes, isLast: (given += bytes.byteLength) === sizeBytes })
  for await (const whole of source) {
    let chunk = whole.subarray(skip)
    skip -= Math.min(skip, whole.byteLength)
    // Nothing is above or below a length that is not known.
    if (given + filled + chunk.byteLength > sizeBytes!) throw wrongLength()
    while (chunk.byteLength > 0) {
      // A whole one that nobody knows to be the last: the first byte behind it says that it is not.
      if (gathered && filled === pieceBytes) {
        filled = 0
        yield give(gathered)
      }
      if (filled === 0 && chunk.byteLength >= pieceBytes && (sizeBytes !== undefined || chunk.byteLength > pieceBytes)) {
        // Taken as it is, without a copy.
        yield give(chunk.subarray(0, pieceBytes))
        chunk = chunk.subarray(pieceBytes)
      } else {
        gathered ??= new Uint8Array(Math.min(pieceBytes, sizeBytes ?? pieceBytes))
        const taken = chunk.subarray(0, pieceBytes - filled)
        gathered.set(taken, filled)
        filled += taken.byteLength
        chunk = chunk.subarray(taken.byteLength)
      }
    }
  }
  if (given + filled < sizeBytes!) throw wrongLength()
  if (filled > 0 || given === 0) yield { bytes: (gathered ?? new Uint8Array(0)).subarray(0, filled), isLast: true }
}

function wrongLength(): InputError {
  return new InputError('does not have the length that was given', { member: 'body' })
}
