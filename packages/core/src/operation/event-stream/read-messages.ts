import { ResponseError } from '../../errors/response-error.js'
import { TransportError } from '../../errors/transport-error.js'
import { ByteQueue } from './byte-queue.js'
import { crc32 } from './crc32.js'

/** A message of an event stream, its checksums verified. */
export interface EventMessage {
  readonly headers: ReadonlyMap<string, string>
  readonly payload: Uint8Array
}

const preludeBytes = 12
const greatestHeaders = 131_072
// No source names a limit for whole messages; this one is generous [?].
const greatestMessage = 16_777_216
/** Bytes of the value types other than 6 and 7, which say their length themselves. */
const sizes = [0, 0, 1, 2, 4, 8, undefined, undefined, 8, 16]

/**
 * Reads the messages of an event stream. Holds one of them, of 16 MiB at most. A stream that is cut inside a message is an error; that it
 * must not end between two is for the caller to know.
 */
export async function* readMessages(source: AsyncIterable<Uint8Array>): AsyncGenerator<EventMessage, void, undefined> {
  const queue = new ByteQueue(source)
  try {
    for (;;) {
      const prelude = await queue.take(preludeBytes)
      if (prelude.byteLength === 0) return
      if (prelude.byteLength < preludeBytes) throw cut()
      const { totalBytes, headerBytes } = lengthsOf(prelude)
      const rest = await queue.take(totalBytes - preludeBytes)
      if (rest.byteLength < totalBytes - preludeBytes) throw cut()
      const content = rest.subarray(0, -4)
      if (numberAt(rest, content.byteLength) !== crc32(content, crc32(prelude))) throw broken('the checksum of a message differs')
      yield { headers: headersOf(content.subarray(0, headerBytes)), payload: content.subarray(headerBytes) }
    }
  } finally {
    await queue.close()
  }
}

/** The checksum comes first: lengths that are wrong must not be believed. */
function lengthsOf(prelude: Uint8Array): { readonly totalBytes: number; readonly headerBytes: number } {
  if (numberAt(prelude, 8) !== crc32(prelude.subarray(0, 8))) throw broken('the checksum of a prelude differs')
  const totalBytes = numberAt(prelude, 0)
  const headerBytes = numberAt(prelude, 4)
  if (headerBytes > greatestHeaders || totalBytes > greatestMessage || totalBytes < headerBytes + 16)
    throw broken(`a message has impossible lengths: ${totalBytes} with ${headerBytes} of headers`)
  return { totalBytes, headerBytes }
}

function headersOf(block: Uint8Array): Map<string, string> {
  const headers = new Map<string, string>()
  const decoder = new TextDecoder()
  let at = 0
  const next = (sizeBytes: number): Uint8Array => {
    const bytes = block.subarray(at, at + sizeBytes)
    if (bytes.byteLength < sizeBytes) throw broken('a header runs over its block')
    at += sizeBytes
    return bytes
  }
  while (at < block.byteLength) {
    const name = decoder.decode(next(next(1)[0]!))
    const type = next(1)[0]!
    if (type >= sizes.length) throw broken(`a header is of the unknown type ${type}`)
    const length = sizes[type] ?? (next(2)[0]! << 8) + block[at - 1]!
    const value = next(length)
    if (type === 7) headers.set(name, decoder.decode(value))
  }
  return headers
}

function numberAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at)
}

function cut(): TransportError {
  return new TransportError('The event stream ended inside a message.', { code: 'ConnectionLost' })
}

function broken(problem: string): ResponseError {
  return new ResponseError(`The event stream cannot be read: ${problem}.`, {
    code: 'UnreadableResponse',
    operation: 'SelectObjectContent',
    status: 200,
  })
}
