import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Crc64 } from '@cos/core'
import { block, blockBytes, largeCrc64 } from '../sink/objects.mjs'

/**
 * Makes a folder for files, in memory where the machine has a place for that: finding room on a disk from which many files were
 * deleted may cost more than all that is measured. `remove` leaves no trace of it.
 */
export function makeFolder() {
  const folder = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'cos-bench-'))
  return {
    file: path.join(folder, 'source'),
    target: path.join(folder, 'target'),
    folder,
    remove: () => rmSync(folder, { recursive: true }),
  }
}

/**
 * Writes the large object to the source, and once to the target, which is then removed: memory that a virtual machine
 * touches for the first time costs its first user a lot.
 */
export async function writeFiles({ file, target }, sizeBytes) {
  for (const path of [file, target]) {
    const handle = await open(path, 'w')
    for (let at = 0; at < sizeBytes; at += blockBytes) await handle.write(block.subarray(0, Math.min(blockBytes, sizeBytes - at)))
    await handle.close()
  }
  rmSync(target)
}

/** Makes sure that the target holds the large object, and removes it. */
export async function checkFile(target, sizeBytes) {
  const crc64 = new Crc64()
  const handle = await open(target)
  const buffer = Buffer.alloc(blockBytes)
  for (let bytesRead = -1; bytesRead !== 0; crc64.update(buffer.subarray(0, bytesRead))) {
    bytesRead = (await handle.read(buffer)).bytesRead
  }
  await handle.close()
  if (crc64.lengthBytes !== sizeBytes || crc64.digest() !== largeCrc64(sizeBytes)) throw new Error('the download is not the object')
  rmSync(target)
}
