import type { CustomerKey } from '@cos/core'
import { encryptionOfAttributes, openingKey } from './encryption.js'
import type { Sealing } from './store/seal.js'
import type { ByteRange, ObjectReader, StagedBody, Store } from './store/store.js'

/** What a copy is to become. */
export interface CopyTarget {
  /** How it is encrypted. Default: not. */
  readonly sealing: Sealing | undefined
  /** Bytes to take. Default: all. */
  readonly range?: ByteRange | undefined
}

/** Stages the bytes of a source: by reference where source and target are encrypted alike, else read and encrypted anew. */
export async function stageCopied(
  store: Store,
  reader: ObjectReader,
  customerKey: CustomerKey | undefined,
  { sealing, range }: CopyTarget,
): Promise<StagedBody> {
  const source = encryptionOfAttributes(reader.record.attributes)
  const callerKey = openingKey(source, customerKey)
  const isAlike = source === undefined ? sealing === undefined : source.kind !== 'customer' && sealing === 'store'
  return isAlike ? store.stageCopy(reader, { range }) : store.stage(reader.read(range, callerKey), { sealing })
}
