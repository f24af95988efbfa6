/** Lines that wait to be written, for one bucket. */
export interface WaitingLines {
  readonly bucket: string
  readonly lines: readonly string[]
}

/** Lines of access logs that wait to be written. */
export interface LogBuffer {
  /** Takes a line; tells whether it is time to write. A line that finds no room is counted and dropped. */
  add(bucket: string, line: string): boolean
  /** Gives up everything that waits, and how many lines had found no room. */
  take(): { readonly waiting: readonly WaitingLines[]; readonly dropped: number }
}

/** Options of {@link createLogBuffer}, in bytes. */
export interface LogBufferOptions {
  /** From here on it is time to write. Default 1 MiB. */
  readonly fullBytes?: number | undefined
  /** It never holds more. Default 8 MiB. */
  readonly maxBytes?: number | undefined
}

/** Makes a buffer that holds so much and no more, however slow the store is. */
export function createLogBuffer({ fullBytes = 2 ** 20, maxBytes = 2 ** 23 }: LogBufferOptions = {}): LogBuffer {
  let lines = new Map<string, string[]>()
  let heldBytes = 0
  let dropped = 0
  return {
    add(bucket, line) {
      const sizeBytes = Buffer.byteLength(line) + 1
      if (heldBytes + sizeBytes > maxBytes) {
        dropped += 1
        return false
      }
      const wasFull = heldBytes >= fullBytes
      heldBytes += sizeBytes
      const held = lines.get(bucket)
      if (held) held.push(line)
      else lines.set(bucket, [line])
      return !wasFull && heldBytes >= fullBytes
    },
    take() {
      const taken = { waiting: [...lines].map(([bucket, held]) => ({ bucket, lines: held })), dropped }
      lines = new Map()
      heldBytes = 0
      dropped = 0
      return taken
    },
  }
}
