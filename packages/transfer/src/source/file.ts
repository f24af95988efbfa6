import { type FileHandle, open, realpath } from 'node:fs/promises'
import { InputError } from '@cos/core'
import type { SizedSource, Source } from './source.js'
import { openStream } from './stream.js'

/** Measured: smaller chunks cost more calls, larger ones only memory. */
const chunkBytes = 512 * 1024

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
  return {
    sizeBytes: Number(before.size),
    identity: {
      name: await realpath(path),
      stamp: `${before.size} ${before.mtimeNs} ${before.dev} ${before.ino}`,
      isExact: true,
    },
    slice: (offset, sizeBytes, onMoved) => ({ body: () => read(handle, path, offset, sizeBytes, onMoved) }),
    async checkUnchanged() {
      const after = await handle.stat({ bigint: true })
      if (after.size !== before.size || after.mtimeNs !== before.mtimeNs) throw changed(path)
    },
    close: () => handle.close(),
  } satisfies SizedSource
}

/**
 * Reads chunk by chunk into two buffers in turn: a chunk is good until the one after the next is asked for, which is
 * longer than any transport holds it, because each waits until a chunk of this size has left before it asks for more.
 * Fresh memory for each chunk costs as much CPU as everything else in an upload together.
 */
async function* read(
  handle: FileHandle,
  path: string,
  offset: number,
  sizeBytes: number,
  onMoved: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  // Plain arrays, because `slice` of a Buffer makes no copy, which a receiver that keeps chunks would not expect.
  const buffers = [0, 1].map(() => new Uint8Array(Buffer.allocUnsafeSlow(chunkBytes).buffer))
  for (let position = 0, turn = 0; position < sizeBytes; turn = 1 - turn) {
    const wanted = Math.min(chunkBytes, sizeBytes - position)
    const { bytesRead, buffer } = await handle.read(buffers[turn]!, 0, wanted, offset + position)
    if (bytesRead === 0) throw changed(path)
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
    onMoved(position)
  }
}

function changed(path: string): InputError {
  return new InputError(`changed while it was uploaded: ${path}. Upload it again once nobody writes to it.`, { member: 'source' })
}
