import { ObjectReading } from './object-reading.js'
import { sliceSegments } from './segment.js'
import { Staging } from './staging.js'
import type { ObjectReader, StageCopyOptions } from './store.js'
import { runningTally } from './tally.js'
import type { Vault } from './vault.js'

/** Stages the content of an open object by reference. */
export async function stageCopy(vault: Vault, reader: ObjectReader, options: StageCopyOptions = {}): Promise<Staging> {
  if (!(reader instanceof ObjectReading) || reader.vault !== vault) throw new TypeError('The object was not opened by this store.')
  const { record, segments } = reader
  const { range } = options
  if (range === undefined) {
    const { sizeBytes, crc64, etag } = record
    const md5 = /^[0-9a-f]{32}$/.test(etag) && !record.isAppendable ? etag : undefined
    return new Staging({ segments, isFresh: false, sizeBytes, crc64, md5, etag }, vault)
  }
  const tally = runningTally([])
  for await (const chunk of reader.read(range, options.callerKey)) tally.add(chunk)
  const sums = tally.result()
  return new Staging({ ...sums, segments: sliceSegments(segments, range.start, range.end), isFresh: false, etag: sums.md5 }, vault)
}
