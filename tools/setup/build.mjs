import { runCommand } from './run-command.mjs'

/** Builds every package that changed since it was last built. */
export async function build() {
  await runCommand('turbo', ['run', 'build', '--output-logs=errors-only'])
}
