import { InputError } from '@cos/core'
import { openMemory } from './memory.js'
import type { Source, UploadSource } from './source.js'
import { openStream } from './stream.js'

/** Opens any source but a path: a page has no files of that kind. */
export async function openSource(source: UploadSource): Promise<Source> {
  if (typeof source === 'string' || source instanceof URL) {
    throw new InputError('is a path, which only Node can open; give bytes, a Blob or File, or a stream', { member: 'source' })
  }
  return openMemory(source) ?? openStream(source as AsyncIterable<Uint8Array>)
}
