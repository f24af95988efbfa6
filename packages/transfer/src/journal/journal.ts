/** Where transfers note what is done, so that a later call can go on. */
export interface Journal {
  /**
   * Opens the record of one transfer, for this transfer alone.
   *
   * @throws CosError with the code `TransferLocked` when another transfer, here or in another process, has it open.
   */
  open(name: string): Promise<JournalRecord>
}

/** The record of one transfer: lines, of which the first says what it is. */
export interface JournalRecord {
  /** What was there when it was opened. Lines that were cut or damaged, and all after them, are left out. */
  readonly lines: readonly string[]
  /** Replaces everything by one line. When it resolves, the line outlives a loss of power, and nothing of before is left. */
  begin(line: string): Promise<void>
  /** Adds a line. It outlives the process at once, and a loss of power when the promise resolves. */
  append(line: string): Promise<void>
  /** Removes the record and closes it. */
  remove(): Promise<void>
  /** Gives it back for another call. */
  close(): Promise<void>
}
