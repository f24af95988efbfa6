import { blobsOf, type Segment } from './segment.js'
import type { StagedBody } from './store.js'
import type { Vault } from './vault.js'

/** What a staged body is made of. */
export interface StagingContent {
  readonly segments: readonly Segment[]
  /** Whether its blobs belong to it alone, rather than to the object it was copied from. */
  readonly isFresh: boolean
  readonly sizeBytes: number
  readonly md5?: string | undefined
  readonly sha1?: string | undefined
  readonly crc64: bigint
  readonly etag: string
}

/** A staged body as the store sees it. */
export class Staging implements StagedBody {
  readonly sizeBytes: number
  readonly md5: string | undefined
  readonly sha1: string | undefined
  readonly crc64: bigint
  readonly etag: string
  readonly content: StagingContent
  readonly #vault: Vault
  #isSpent = false

  /** Holds the blobs of a copy until it is spent, so that they outlive their source. */
  constructor(content: StagingContent, vault: Vault) {
    this.content = content
    this.sizeBytes = content.sizeBytes
    this.md5 = content.md5
    this.sha1 = content.sha1
    this.crc64 = content.crc64
    this.etag = content.etag
    this.#vault = vault
    if (!content.isFresh) vault.hold(blobsOf(content.segments))
  }

  /** Checks that `body` comes from this store and was not used before, and marks it used. */
  static take(body: StagedBody, vault: Vault): Staging {
    if (!(body instanceof Staging) || body.#vault !== vault) throw new TypeError('The body was not staged by this store.')
    if (body.#isSpent) throw new TypeError('The staged body was used or discarded before.')
    body.#isSpent = true
    return body
  }

  /** Ends a taken body: its blobs stay if the ledger counts them now, else they go. */
  end(isAdopted: boolean): void {
    const blobs = blobsOf(this.content.segments)
    if (!this.content.isFresh) this.#vault.letGo(blobs)
    else if (isAdopted) this.#vault.settle(blobs)
    else this.#vault.remove(blobs)
  }

  async discard(): Promise<void> {
    if (this.#isSpent) return
    this.#isSpent = true
    this.end(false)
  }
}
