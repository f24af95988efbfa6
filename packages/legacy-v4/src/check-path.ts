import { InputError } from '@cos/core'

function refuse(problem: string): never {
  throw new InputError(problem, { member: 'path' })
}

/**
 * Refuses what no path of this API may be, and strips blanks at both ends as the older SDKs do. Dots are let through, because
 * the service takes them as names.
 */
function checkPath(path: string): string {
  if (typeof path !== 'string') refuse('must be text')
  const stripped = path.trim()
  if (!stripped.startsWith('/')) refuse('must start with /')
  const illegal = /[?*:|\\<>"]/.exec(stripped)?.[0]
  if (illegal !== undefined) refuse(`holds ${illegal}, which this API forbids`)
  if (/\/[^\S/]*\//.test(stripped)) refuse('holds two slashes with nothing between them')
  if (/\p{Cs}/u.test(stripped)) refuse('holds half a surrogate pair')
  return stripped
}

/** Checks the path of a file and returns it without blanks at its ends. Throws an `InputError`. */
export function checkFilePath(path: string): string {
  const checked = checkPath(path)
  if (checked.endsWith('/')) refuse('is that of a folder: the path of a file does not end in /')
  return checked
}

/** Checks the path of a folder, the root included. */
export function checkFolderPath(path: string): string {
  const checked = checkPath(path)
  if (!checked.endsWith('/')) refuse('is that of a file: the path of a folder ends in /')
  return checked
}

/** Checks the path of a folder that can be made, changed or deleted, which the root cannot. */
export function checkSubfolderPath(path: string): string {
  const checked = checkFolderPath(path)
  if (checked === '/') refuse('is the bucket itself, which this API cannot make, change or delete')
  return checked
}
