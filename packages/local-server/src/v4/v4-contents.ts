import type { Store } from '../store/store.js'
import { attributesOfV4 } from './v4-attributes.js'

/** Contents that need not be uploaded again. */
export interface V4Contents {
  /** Remembers where content is. */
  remember(sha: string, sizeBytes: number, bucket: string, key: string): void
  /** Finds a key of the bucket that holds this content now. */
  find(store: Store, bucket: string, sha: string, sizeBytes: number): Promise<string | undefined>
}

/** Only what this server saw since it started, and not more than this: content that is forgotten is uploaded, as ever. */
const rememberedContents = 100_000

/** Makes an empty memory. */
export function createV4Contents(): V4Contents {
  const places = new Map<string, string>()
  const nameOf = (bucket: string, sha: string, sizeBytes: number) => `${bucket} ${sha} ${sizeBytes}`
  return {
    remember(sha, sizeBytes, bucket, key) {
      if (places.size >= rememberedContents) places.delete(places.keys().next().value!)
      places.set(nameOf(bucket, sha, sizeBytes), key)
    },
    async find(store, bucket, sha, sizeBytes) {
      const key = places.get(nameOf(bucket, sha, sizeBytes))
      if (key === undefined) return undefined
      const found = await store.getObject({ bucket, key })
      const isSame = found.outcome === 'found' && attributesOfV4(found.record).sha === sha && found.record.sizeBytes === sizeBytes
      return isSame ? key : undefined
    },
  }
}
