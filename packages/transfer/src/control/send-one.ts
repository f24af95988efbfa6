import type { Command } from '@cos/core'
import type { CommandSender } from './command-sender.js'
import type { PoolRun } from './pool.js'

/** Sends one of the requests of a run that may be under way together: each has its own signal, because Node warns of one that many listen to. */
export function sendOne<Output>(
  { client, signal, partDeadlineMs }: Pick<PoolRun, 'signal' | 'partDeadlineMs'> & { readonly client: CommandSender },
  command: Command<unknown, Output>,
  onSent?: (bytes: number) => void,
): Promise<Output> {
  return client.send(command, { signal: AbortSignal.any([signal]), deadlineMs: partDeadlineMs, onSent })
}
