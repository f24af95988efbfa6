import { open } from 'node:fs/promises'
import { Crc64 } from '@cos/core'

/** Reads a file and gives its CRC-64 as COS writes it, or its MD5 in hexadecimal. */
export async function digestFile(path: string, algorithm: 'crc64' | 'md5', signal: AbortSignal | undefined): Promise<string> {
  const file = await open(path)
  const chunks = file.createReadStream({ highWaterMark: 512 * 1024, signal })
  if (algorithm === 'md5') {
    const hash = process.getBuiltinModule('node:crypto').createHash('md5')
    for await (const chunk of chunks) hash.update(chunk as Uint8Array)
    return hash.digest('hex')
  }
  const crc64 = new Crc64()
  for await (const chunk of chunks) crc64.update(chunk as Uint8Array)
  return crc64.digestText()
}
