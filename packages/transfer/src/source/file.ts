import { type FileHandle, open, realpath } from 'node:fs/promises'
import { InputError } from '@cos/core'
import { QuickDisk } from '../quick-disk.js'
import type { SizedSource, Source } from './source.js'
import { openStream } from './stream.js'

/** Measured: smaller chunks cost more calls; larger ones memory, and time in which nothing else of the thread has a turn. */
const chunkBytes = 256 * 1024

/** Opens a file, to be read by offset as it is sent; pipes and devices are read as streams. */
export async function openFile(path: string): Promise<Source> {
  const handle = await open(path, 'r').catch((cause: Error) => {
    throw new InputError(`cannot be opened: ${cause.message}`, { member: 'source', cause })
  })
  const before = await handle.stat({ bigint: true })
  if (before.isDirectory()) {
    await handle.close()
    throw new InputError(`is a directory: ${path}`, { member: 'source' })
  }
  if (!before.isFile()) return openStream(handle.createReadStream())
  // Used again: fresh memory for each part costs as much CPU as everything else in an upload together, and stays for long.
  const free: Buffers[] = []
  const disk = new QuickDisk()
  const { readSync } = process.getBuiltinModule('node:fs')
  const readHere: ReadHere = (buffer, sizeBytes, position) => readSync(handle.fd, buffer, 0, sizeBytes, position)
  return {
    sizeBytes: Number(before.size),
    identity: {
      name: await realpath(path),
      stamp: `${before.size} ${before.mtimeNs} ${before.dev} ${before.ino}`,
      isExact: true,
    },
    slice(offset, sizeBytes, onMoved) {
      const taken: Buffers[] = []
      return {
        body() {
          const buffers = free.pop() ?? newBuffers()
          taken.push(buffers)
          return read({ handle, path, buffers, disk, readHere }, offset, sizeBytes, onMoved)
        },
        // Not before the answer is there: the end of a part may wait in the socket after it was read.
        release: () => void free.push(...taken.splice(0)),
      }
    },
    async checkUnchanged() {
      const after = await handle.stat({ bigint: true })
      if (after.size !== before.size || after.mtimeNs !== before.mtimeNs) throw changed(path)
    },
    close: () => handle.close(),
  } satisfies SizedSource
}

type ReadHere = (buffer: Uint8Array, sizeBytes: number, position: number) => number

/** What reading takes. */
interface Reading {
  readonly handle: FileHandle
  readonly path: string
  readonly buffers: Buffers
  /** From the page cache, reading here costs half of what handing it to another thread and back does. */
  readonly disk: QuickDisk
  readonly readHere: ReadHere
}

type Buffers = readonly [Uint8Array, Uint8Array]

/** Plain arrays, because `slice` of a Buffer makes no copy, which a receiver that keeps chunks would not expect. */
function newBuffers(): Buffers {
  const make = () => new Uint8Array(Buffer.allocUnsafeSlow(chunkBytes).buffer)
  return [make(), make()]
}

/**
 * Reads chunk by chunk into two buffers in turn: a chunk is good until the one after the next is asked for, which is
 * longer than any transport holds it, because each waits until a chunk of this size has left before it asks for more.
 */
async function* read(
  { handle, path, buffers, disk, readHere }: Reading,
  offset: number,
  sizeBytes: number,
  onMoved: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for (let position = 0, turn = 0; position < sizeBytes; turn = 1 - turn) {
    const wanted = Math.min(chunkBytes, sizeBytes - position)
    const buffer = buffers[turn]!
    const reading = disk.do(
      () => readHere(buffer, wanted, offset + position),
      async () => (await handle.read(buffer, 0, wanted, offset + position)).bytesRead,
    )
    // Everybody else has a turn between two chunks, also where a connection takes them as fast as they are read.
    const bytesRead = typeof reading === 'number' ? await nextTurn(reading) : await reading
    if (bytesRead === 0) throw changed(path)
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
    onMoved(position)
  }
}

function nextTurn<Value>(value: Value): Promise<Value> {
  return new Promise((resolve) => setImmediate(resolve, value))
}

function changed(path: string): InputError {
  return new InputError(`changed while it was uploaded: ${path}. Upload it again once nobody writes to it.`, { member: 'source' })
}
