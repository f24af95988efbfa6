import { Crc64, chunksOf, contentMd5 } from '@cos/core'
import { type PartPlan, partAt } from '../plan.js'
import type { SizedSource } from '../source/source.js'

/** Larger parts are not read into memory to be compared; they are sent again. */
const largestComparedBytes = 256 * 1024 ** 2

/** The CRC-64 of a part of the source whose MD5 is the ETag. */
export async function compareBytes(source: SizedSource, plan: PartPlan, partNumber: number, etag: string): Promise<string | undefined> {
  const { offset, sizeBytes } = partAt(plan, partNumber - 1)
  if (sizeBytes > largestComparedBytes) return undefined
  const bytes = new Uint8Array(sizeBytes)
  const { body } = source.slice(offset, sizeBytes, () => {})
  let filled = 0
  for await (const chunk of chunksOf(typeof body === 'function' ? await body() : body)) {
    bytes.set(chunk, filled)
    filled += chunk.byteLength
  }
  const md5 = Array.from(atob(contentMd5.digest(bytes)), (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  return etag.replaceAll('"', '').toLowerCase() === md5 ? new Crc64().update(bytes).digestText() : undefined
}
