import type { Database } from './database.js'
import type { Transactions } from './transactions.js'

interface Waiting {
  readonly work: () => unknown
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Runs what is asked for in one turn of the event loop as one transaction: committing costs as much as the work itself. */
export function groupCommit(database: Database, afterRollback: () => void): Pick<Transactions, 'transact'> {
  const [begin, commit, rollback] = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'].map((sql) => database.prepare(sql))
  let waiting: Waiting[] = []

  const runAll = (group: readonly Waiting[]): void => {
    const results: unknown[] = []
    try {
      begin?.run()
      for (const { work } of group) results.push(work())
      commit?.run()
    } catch (error) {
      rollBack()
      afterRollback()
      const [first] = group
      if (group.length === 1) first?.reject(error)
      // One of them spoilt it for all: each gets a transaction of its own.
      else for (const one of group) runAll([one])
      return
    }
    for (const [at, { resolve }] of group.entries()) resolve(results[at])
  }
  const rollBack = (): void => {
    try {
      rollback?.run()
    } catch {
      // The database has rolled back by itself, as it does when the disk is full. The first error is the one to tell.
    }
  }
  return {
    transact: (work) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) {
          setImmediate(() => {
            const group = waiting
            waiting = []
            runAll(group)
          })
        }
        waiting.push({ work, resolve: resolve as (result: unknown) => void, reject })
      }),
  }
}
