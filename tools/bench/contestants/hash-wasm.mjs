import { checksumChunk, measuredChecksum } from '../harness/checksum-chunk.mjs'
import { importPeer } from '../harness/peers.mjs'

const { createCRC64 } = await importPeer('hash-wasm')

/** CRC-64 of bytes in memory. Its polynomial is an option of this package; the one of COS is its default. */
export async function checksum({ sizeBytes, chunkBytes }) {
  const crc64 = await createCRC64()
  const chunk = checksumChunk(chunkBytes)
  const take = (count) => {
    crc64.init()
    for (let done = 0; done < count; done += chunkBytes) crc64.update(chunk)
    return crc64.digest('hex')
  }
  return measuredChecksum(take, sizeBytes)
}
