import { mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileJournal, type Journal } from '@cos/transfer'
import type { Context } from '../context.js'

/**
 * Opens the journal by which the same command goes on after an interruption. Nothing when it is not wanted, or when the usual
 * place cannot be written: copying needs no journal.
 */
export async function openJournal(folder: string | false | undefined, { output }: Context): Promise<Journal | undefined> {
  if (folder === false) return undefined
  if (folder !== undefined) return fileJournal(folder)
  const usual = join(process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'cos', 'transfers')
  try {
    await mkdir(usual, { recursive: true, mode: 0o700 })
    return fileJournal(usual)
  } catch (error) {
    output.note(`cannot note what is done, so that an interrupted copy would begin anew: ${(error as Error).message}`)
    return undefined
  }
}
