import { CommanderError } from 'commander'
import { Interrupted, ReaderGone } from './interrupted.js'
import { createProgram } from './program.js'

/** Runs the command line and returns the exit code. */
export async function run(words: readonly string[]): Promise<number> {
  const controller = new AbortController()
  listen(controller)
  try {
    const program = await createProgram(words, controller.signal)
    await program.parseAsync(words, { from: 'user' })
    return 0
  } catch (error) {
    return report(controller.signal.aborted ? controller.signal.reason : error, words.includes('--json'))
  }
}

/** The first Ctrl-C ends what is under way and cleans up; the second one ends the program. */
function listen(controller: AbortController): void {
  const stop = (exitCode: number) => {
    if (controller.signal.aborted) process.exit(exitCode)
    controller.abort(new Interrupted(exitCode))
  }
  process.on('SIGINT', () => stop(130))
  process.on('SIGTERM', () => stop(143))
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    controller.abort(error.code === 'EPIPE' ? new ReaderGone() : error)
  })
}

async function report(error: unknown, isJson: boolean): Promise<number> {
  if (error instanceof ReaderGone) return 0
  if (error instanceof Interrupted) {
    process.stderr.write(isJson ? `${JSON.stringify({ error: { code: 'Interrupted', message: error.message } })}\n` : `${error.message}\n`)
    return error.exitCode
  }
  // Commander has written its own sentence, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const { explainError } = await import('./explain-error.js')
  const { text, code, requestId, exitCode } = explainError(error)
  process.stderr.write(isJson ? `${JSON.stringify({ error: { code, message: text, requestId } })}\n` : `cos: ${text}\n`)
  return exitCode
}
