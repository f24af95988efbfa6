import { RunningSha1 } from '@cos/core/kernel'
import type { SliceDigest } from '../operations/slices.js'
import type { SizedSource } from './source.js'

/** What a service that has the content already can recognise it by. */
export interface ContentDigests {
  /** SHA-1 of the whole, in hexadecimal. */
  readonly sha: string
  /** `uploadparts`: one entry a slice. */
  readonly uploadParts: readonly SliceDigest[]
}

/** Reads a source once, slice by slice, for its digests. Ends with the signal's reason. */
export async function digestsOf(source: SizedSource, sliceSizeBytes: number, signal: AbortSignal | undefined): Promise<ContentDigests> {
  const running = new RunningSha1()
  const uploadParts: SliceDigest[] = []
  for (let offset = 0; offset < source.sizeBytes; offset += sliceSizeBytes) {
    signal?.throwIfAborted()
    const datalen = Math.min(sliceSizeBytes, source.sizeBytes - offset)
    running.update(await source.read(offset, datalen))
    const isLast = offset + datalen === source.sizeBytes
    uploadParts.push({ offset, datalen, datasha: isLast ? '' : running.state() })
  }
  const sha = running.digest()
  return { sha, uploadParts: uploadParts.map((part, at) => (at === uploadParts.length - 1 ? { ...part, datasha: sha } : part)) }
}
