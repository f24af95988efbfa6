import { crc32 } from 'node:zlib'

/** How far a query is, in bytes: of the object as it is stored, decompressed, and of the records. */
export interface SelectFigures {
  readonly scanned: number
  readonly processed: number
  readonly returned: number
}

/** Frames a piece of the result. */
export function recordsMessage(payload: Uint8Array): Uint8Array {
  return message({ ':message-type': 'event', ':event-type': 'Records', ':content-type': 'application/octet-stream' }, payload)
}

/** Frames a sign of life, or the end. */
export function plainMessage(type: 'Cont' | 'End'): Uint8Array {
  return message({ ':message-type': 'event', ':event-type': type })
}

/** Frames figures. */
export function figuresMessage(type: 'Progress' | 'Stats', { scanned, processed, returned }: SelectFigures): Uint8Array {
  const figures = `<BytesScanned>${scanned}</BytesScanned><BytesProcessed>${processed}</BytesProcessed><BytesReturned>${returned}</BytesReturned>`
  const text = `<?xml version="1.0" encoding="UTF-8"?><${type}>${figures}</${type}>`
  return message({ ':message-type': 'event', ':event-type': type, ':content-type': 'text/xml' }, Buffer.from(text))
}

/** Frames a failure, after which nothing comes. */
export function errorMessage(code: string, text: string): Uint8Array {
  // Official readers take a length of more than 15 bits for a negative one, and read ASCII alone.
  const ascii = text.replace(/[^\x20-\x7e]/g, '?').slice(0, 1024)
  return message({ ':error-code': code, ':error-message': ascii, ':message-type': 'error' })
}

function message(headers: Readonly<Record<string, string>>, payload: Uint8Array = new Uint8Array()): Uint8Array {
  const block = Buffer.concat(Object.entries(headers).map(([name, text]) => header(name, text)))
  const bytes = Buffer.alloc(12 + block.byteLength + payload.byteLength + 4)
  bytes.writeUInt32BE(bytes.byteLength, 0)
  bytes.writeUInt32BE(block.byteLength, 4)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 8)), 8)
  bytes.set(block, 12)
  bytes.set(payload, 12 + block.byteLength)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, -4)), bytes.byteLength - 4)
  return bytes
}

/** A header is a name and a text: of the format's ten types, COS uses type 7 alone. */
function header(name: string, text: string): Uint8Array {
  const value = Buffer.from(text)
  const bytes = Buffer.alloc(1 + name.length + 3)
  bytes.writeUInt8(name.length, 0)
  bytes.write(name, 1)
  bytes.writeUInt8(7, 1 + name.length)
  bytes.writeUInt16BE(value.byteLength, 2 + name.length)
  return Buffer.concat([bytes, value])
}
