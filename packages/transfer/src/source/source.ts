import type { Body } from '@cos/core'

/** Where the bytes of an upload come from. */
export type UploadSource = string | URL | Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

/** Some bytes of a source, ready to be sent as often as needed. */
export interface Slice {
  readonly body: Body
  /** Wants to hear from the transport how many bytes of the body have left, because the body itself does not tell. */
  readonly onSent?: ((bytes: number) => void) | undefined
  /** Gives memory back; called once nobody reads the body any more. */
  release?(): void
}

/** A source that can be read anywhere, any number of times. */
export interface SizedSource {
  readonly sizeBytes: number
  /** Name and state, where the source has some. `isExact`: when they are the same, so are the bytes. */
  readonly identity?: { readonly name: string; readonly stamp: string; readonly isExact: boolean } | undefined
  /** Cuts bytes out. `onMoved` hears how many the running attempt has given away, where that can be told. */
  slice(offset: number, sizeBytes: number, onMoved: (bytes: number) => void): Slice
  /** Fails when the source is no longer what it was at the start. */
  checkUnchanged?(): Promise<void>
  close?(): Promise<void>
}

/** A source that is read once, to an end nobody knows. */
export interface StreamSource {
  readonly sizeBytes?: undefined
  readonly chunks: AsyncIterator<Uint8Array>
  close(): Promise<void>
}

/** An opened source. */
export type Source = SizedSource | StreamSource
