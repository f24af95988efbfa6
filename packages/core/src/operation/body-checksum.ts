/** A checksum in the making. */
export interface RunningChecksum {
  update(chunk: Uint8Array): unknown
  /** The value as the header carries it. */
  text(): string
}

/** A checksum of a body that COS returns in a header. */
export interface BodyChecksum {
  readonly header: string
  start(): RunningChecksum
}
