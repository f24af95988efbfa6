/** Runs changes atomically. */
export interface Transactions {
  /** Runs `work` (synchronous, may be run again after a failure of others) and resolves once what it did is safe. */
  transact<Result>(work: () => Result): Promise<Result>
  close(): Promise<void>
}
