import { InputError } from '@cos/core'
import type { Folders } from './folders.js'

/** Pages have no folders. */
export function openFolders(): Folders {
  throw new InputError('is a path, which only Node can read and write', { member: 'path' })
}
