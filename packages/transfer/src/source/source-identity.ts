import { Crc64, chunksOf, InputError } from '@cos/core'
import type { SizedSource } from './source.js'

/** What tells whether a later call reads the same bytes. */
export interface SourceIdentity {
  /** Finds the record: the path, or the name of the file. */
  readonly name: string
  /** Differs when the bytes do. */
  readonly stamp: string
}

const sampleBytes = 128 * 1024

/**
 * Tells a source from others and from what it was. A file has size, time of change and inode, and need not be read. What a
 * page gives has size and time, and a checksum of both ends; bytes without a time are read as a whole.
 */
export async function identityOf(source: SizedSource): Promise<SourceIdentity> {
  const { sizeBytes, identity } = source
  if (identity?.isExact) return identity
  const ends = identity ? [0, Math.max(0, sizeBytes - sampleBytes)] : []
  const checksum = new Crc64()
  const take = async (offset: number, length: number) => {
    const { body } = source.slice(offset, length, () => {})
    for await (const chunk of chunksOf(typeof body === 'function' ? await body() : body)) checksum.update(chunk)
  }
  for (const offset of ends) await take(offset, Math.min(sampleBytes, sizeBytes - offset))
  // Piece by piece, because a Blob may be larger than memory.
  if (!identity)
    for (let offset = 0; offset < sizeBytes; offset += 64 * sampleBytes) await take(offset, Math.min(64 * sampleBytes, sizeBytes - offset))
  if (checksum.lengthBytes === 0) throw new InputError('cannot be told from other sources', { member: 'source' })
  return { name: identity?.name ?? 'bytes', stamp: `${identity?.stamp ?? sizeBytes} ${checksum.digestText()}` }
}
