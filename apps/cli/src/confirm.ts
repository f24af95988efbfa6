import { createInterface } from 'node:readline/promises'
import { UsageError } from './usage-error.js'

/** Asks on the terminal; without one, or without a yes, nothing is done. */
export async function confirm(question: string, flag: string, signal: AbortSignal): Promise<void> {
  if (!process.stdin.isTTY) throw new UsageError(`There is no terminal to ask "${question}" on. Give ${flag} to go ahead.`)
  const prompt = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await prompt.question(`${question} [y/N] `, { signal })
    if (!/^y(es)?$/i.test(answer.trim())) throw new UsageError('Nothing was done.')
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    prompt.close()
  }
}
