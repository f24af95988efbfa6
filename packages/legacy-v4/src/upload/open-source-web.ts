import { InputError } from '@cos/core'
import { openContent, type SizedSource, type StreamSource, type V4UploadSource } from './source.js'

/** Opens any source but paths, which pages and workers do not have. */
export async function openSource(source: V4UploadSource): Promise<SizedSource | StreamSource> {
  if (typeof source === 'string' || source instanceof URL)
    throw new InputError('cannot be a path here: give a File, a Blob, bytes or a stream', { member: 'source' })
  return openContent(source)
}
