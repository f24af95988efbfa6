import { InputError } from '@cos/core'
import type { Journal } from './journal.js'

/** Keeps records in a folder: Node only. */
export function fileJournal(_folder: string): Journal {
  throw new InputError('is a folder, which only Node can write; use browserJournal()', { member: 'folder' })
}
