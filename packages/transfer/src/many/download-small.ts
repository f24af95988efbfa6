import { isCosError } from '@cos/core'
import type { CommandSender } from '../control/command-sender.js'
import { download } from '../download/download.js'
import type { DownloadOptions, DownloadOutput } from '../download/download-options.js'

/** Downloads an object into memory; one that was damaged on the way, or replaced meanwhile, is asked for once more. */
export async function downloadSmall(
  client: CommandSender,
  options: Omit<DownloadOptions, 'target'>,
): Promise<{ readonly bytes: Uint8Array; readonly output: DownloadOutput }> {
  for (let attempt = 1; ; attempt++) {
    const chunks: Uint8Array[] = []
    try {
      // A copy, because the sender may use its memory again.
      const output = await download(client, { ...options, target: (chunk) => void chunks.push(chunk.slice()) })
      return { bytes: joined(chunks, output.sizeBytes), output }
    } catch (error) {
      const isPassing = isCosError(error) && (error.code === 'ChecksumMismatch' || error.code === 'ObjectChanged')
      if (attempt === 2 || !isPassing || options.signal?.aborted) throw error
    }
  }
}

function joined(chunks: readonly Uint8Array[], sizeBytes: number): Uint8Array {
  const [first] = chunks
  if (chunks.length === 1 && first) return first
  const bytes = new Uint8Array(sizeBytes)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}
