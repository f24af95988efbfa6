import { type FileHandle, open, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { BlobWriter } from './vault.js'

const bufferSizeBytes = 262_144

/** Options of a blob file. */
export interface BlobFileOptions {
  /** Whether a finished file must survive a loss of power, not only of the process. */
  readonly isDurable: boolean
}

/** Makes a new file for a blob. Small chunks are gathered; a full buffer is written while the next one fills. */
export async function createBlobFile(blob: number, path: string, options: BlobFileOptions): Promise<BlobWriter> {
  const file = await open(path, 'wx')
  let [filling, spare] = [Buffer.allocUnsafe(bufferSizeBytes), Buffer.allocUnsafe(bufferSizeBytes)]
  let filled = 0
  let underway: Promise<unknown> = Promise.resolve()

  const flush = async (): Promise<void> => {
    await underway
    const full = filling.subarray(0, filled)
    underway = writeAll(file, full)
    // Awaited at the next flush; until then a failure must not count as unhandled.
    underway.catch(() => undefined)
    ;[filling, spare] = [spare, filling]
    filled = 0
  }

  return {
    blob,
    async write(chunk) {
      for (let at = 0; at < chunk.byteLength; ) {
        const piece = chunk.subarray(at, at + bufferSizeBytes - filled)
        filling.set(piece, filled)
        filled += piece.byteLength
        at += piece.byteLength
        if (filled === bufferSizeBytes) await flush()
      }
    },
    async finish() {
      if (filled > 0) await flush()
      await underway
      if (options.isDurable) await file.sync()
      await file.close()
      if (options.isDurable) await syncFolder(dirname(path))
    },
    async abort() {
      await Promise.allSettled([underway])
      await file.close()
      await unlink(path)
    },
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.byteLength; ) at += (await file.write(bytes, at)).bytesWritten
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
