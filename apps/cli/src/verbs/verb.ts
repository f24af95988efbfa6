import type { Command } from 'commander'
import type { Context } from '../context.js'

/** A runnable line of help and what it does. */
export type Example = readonly [line: string, meaning: string]

/** One verb of the command line. */
export interface Verb {
  /** Adds arguments and flags. */
  define(command: Command): void
  readonly examples: readonly Example[]
  /** Does it. `parameters` are the arguments as they were defined, `flags` those of the verb and the global ones. */
  run(context: Context, parameters: readonly (string | undefined)[], flags: Readonly<Record<string, unknown>>): Promise<void>
}
