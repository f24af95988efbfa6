import { CommandError } from './run-command.mjs'

/** What went wrong, for a person: all the failed command said, then one sentence. */
export function explainFailure(error) {
  if (error instanceof CommandError) return `\n${error.output}\n${error.message}`
  return error instanceof Error ? `\n${error.stack}` : `\n${String(error)}`
}
