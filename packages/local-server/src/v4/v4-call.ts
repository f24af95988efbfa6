import type { Access } from '../access/access.js'
import type { BucketRecord } from '../store/records.js'
import type { Store } from '../store/store.js'
import type { V4Members } from './read-v4-call.js'
import type { V4Address } from './v4-address.js'
import type { V4Contents } from './v4-contents.js'

/** How this server plays the service, where that chooses. */
export interface V4Options {
  /** Wants slices one after another. Default false. */
  readonly serialUpload?: boolean | undefined
  /** Size of slices the service insists on, in bytes. Default: what the client asks for. */
  readonly sliceSizeBytes?: number | undefined
}

/** One call, as an operation sees it. */
export interface V4Call {
  readonly address: V4Address
  readonly members: V4Members
  readonly bucket: BucketRecord
  /** The path without its leading slash. */
  readonly key: string
  /** What the caller may do, in the names of the XML API. The right to the operation itself has been checked. */
  readonly access: Access
  readonly store: Store
  readonly contents: V4Contents
  readonly options: V4Options
  readonly nowMs: number
}

/** Does what an operation says and gives the `data` of the answer. Refusals are thrown as a `V4Fault`. */
export type V4Handler = (call: V4Call) => Promise<Readonly<Record<string, unknown>> | undefined>
