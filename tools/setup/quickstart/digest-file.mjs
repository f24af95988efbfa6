import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** Reads a file once: its size, CRC-64 (decimal text, as COS writes it) and SHA-256. */
export async function digestFile(filePath, { Crc64 }) {
  const crc64 = new Crc64()
  const sha256 = createHash('sha256')
  for await (const chunk of createReadStream(filePath, { highWaterMark: 1 << 20 })) {
    crc64.update(chunk)
    sha256.update(chunk)
  }
  return { sizeBytes: crc64.lengthBytes, crc64: crc64.digestText(), sha256: sha256.digest('hex') }
}
