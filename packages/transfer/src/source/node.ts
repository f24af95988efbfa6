import { openFile } from './file.js'
import { openMemory } from './memory.js'
import type { Source, UploadSource } from './source.js'
import { openStream } from './stream.js'

/** Opens any source; text and `file:` URLs are paths. */
export async function openSource(source: UploadSource): Promise<Source> {
  if (typeof source === 'string') return openFile(source)
  if (source instanceof URL) return openFile(process.getBuiltinModule('node:url').fileURLToPath(source))
  return openMemory(source) ?? openStream(source as AsyncIterable<Uint8Array>)
}
