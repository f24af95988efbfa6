import { closeSync, fsync, openSync, write, writeSync } from 'node:fs'
import { open, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import type { BufferPool } from './buffer-pool.js'
import type { BlobWriter } from './vault.js'

const [writeLater, sync] = [promisify(write), promisify(fsync)]

/** Options of a blob file. */
export interface BlobFileOptions {
  /** Whether a finished file must survive a loss of power, not only of the process. */
  readonly isDurable: boolean
  readonly buffers: BufferPool
}

/**
 * Makes a new file for a blob. Chunks are gathered; a full buffer is written while the next one fills. Opening, closing and the
 * one write of a small blob are done at once: handing them to another thread costs several times what they cost.
 */
export function createBlobFile(blob: number, path: string, { isDurable, buffers }: BlobFileOptions): BlobWriter {
  const file = openSync(path, 'wx')
  let filling: Buffer | undefined
  let spare: Buffer | undefined
  let filled = 0
  let underway: Promise<void> | undefined

  const flush = async (full: Buffer): Promise<void> => {
    await underway
    underway = writeAll(file, full)
    // Awaited at the next flush; until then a failure must not count as unhandled.
    underway.catch(() => undefined)
    filling = spare
    spare = full
    filled = 0
  }
  const end = (): void => {
    closeSync(file)
    buffers.giveBack(filling)
    buffers.giveBack(spare)
  }

  return {
    blob,
    async write(chunk) {
      for (let at = 0; at < chunk.byteLength; ) {
        filling ??= buffers.lend()
        const piece = chunk.subarray(at, at + filling.byteLength - filled)
        filling.set(piece, filled)
        filled += piece.byteLength
        at += piece.byteLength
        if (filled === filling.byteLength) await flush(filling)
      }
    },
    async finish() {
      await underway
      if (filling !== undefined && filled > 0) writeNow(file, filling.subarray(0, filled))
      if (isDurable) await sync(file)
      end()
      if (isDurable) await syncFolder(dirname(path))
    },
    async abort() {
      await Promise.allSettled([underway])
      end()
      // What cannot be removed now is removed at the next opening; the error that led here is the one to tell.
      await Promise.allSettled([unlink(path)])
    },
  }
}

function writeNow(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.byteLength; ) at += writeSync(file, bytes, at)
}

async function writeAll(file: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.byteLength; ) at += (await writeLater(file, bytes, at)).bytesWritten
}

/** Makes the names in a folder survive a loss of power. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
