import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Fault } from '../fault.js'
import { bunzip2 } from './bunzip2.js'

/** Gives the bytes of an object decompressed, in pieces of bounded size. */
export function decompressed(bytes: AsyncIterable<Uint8Array>, type: 'NONE' | 'GZIP' | 'BZIP2'): AsyncIterable<Uint8Array> {
  if (type === 'NONE') return bytes
  return type === 'GZIP' ? gunzipped(bytes) : bunzip2(bytes)
}

async function* gunzipped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const gunzip = createGunzip({ chunkSize: 65_536 })
  // The failure reaches whoever reads.
  pipeline(bytes, gunzip, () => {})
  try {
    yield* gunzip
  } catch (error) {
    const { code = '' } = error as { readonly code?: string }
    if (!code.startsWith('Z_')) throw error
    throw new Fault('GzipDecompressError')
  } finally {
    gunzip.destroy()
  }
}
