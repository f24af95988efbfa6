import type { SizedSource } from './source.js'

/** Opens bytes, or a Blob or File, of which any part can be sent without reading the rest. Returns nothing for other sources. */
export function openMemory(source: unknown): SizedSource | undefined {
  if (typeof Blob !== 'undefined' && source instanceof Blob) {
    return {
      sizeBytes: source.size,
      identity: identityOf(source),
      slice: (offset, sizeBytes, onSent) => ({ body: source.slice(offset, offset + sizeBytes), onSent }),
    }
  }
  const bytes = bytesOf(source)
  return (
    bytes && {
      sizeBytes: bytes.byteLength,
      slice: (offset, sizeBytes, onSent) => ({ body: bytes.subarray(offset, offset + sizeBytes), onSent }),
    }
  )
}

function identityOf(blob: Blob): SizedSource['identity'] {
  if (!('name' in blob && 'lastModified' in blob)) return undefined
  return { name: String(blob.name), stamp: `${blob.size} ${blob.lastModified}`, isExact: false }
}

function bytesOf(source: unknown): Uint8Array | undefined {
  if (source instanceof ArrayBuffer) return new Uint8Array(source)
  return ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : undefined
}
